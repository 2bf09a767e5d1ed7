import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Ledger } from '../../../../bot/ports/ledger.ts';
import { type Mishap, startFlakyStore } from '../../../bot/adapters/dynamodb/flaky-store.ts';
import { LOCAL, openTable } from '../../../contracts/table.ts';
import { slimAdapters } from './adapters.ts';

/** What goes wrong with the next calls of an operation, in turn. */
let mishaps: { operation: string; mishap: Mishap }[] = [];
const calls: string[] = [];
let ledger: Ledger;
let close: () => Promise<void>;

beforeAll(async () => {
  const table = await openTable();
  const flaky = await startFlakyStore(table.local.url, (operation) => {
    calls.push(operation);
    const at = mishaps.findIndex((it) => it.operation === operation);
    return at < 0 ? undefined : mishaps.splice(at, 1)[0]?.mishap;
  });
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', flaky.url);
  const { createDynamoDb, createLedger } = await slimAdapters();
  ledger = createLedger({ db: createDynamoDb(LOCAL), table: 'remit' });
  close = async () => {
    await flaky.close();
    await table.close();
  };
});
afterEach(() => {
  mishaps = [];
  calls.length = 0;
});
afterAll(() => close());

const draft = (stream: string) => ({
  stream,
  head: undefined,
  type: 'asked',
  at: 1,
  by: { team: 'T1', user: 'U1' },
  data: {},
  state: {},
});
const go = (operation: string, ...wrong: Mishap[]) => {
  mishaps = wrong.map((mishap) => ({ operation, mishap }));
};

describe('the small client', () => {
  it.each<Mishap>(['500', '500-after', 'lost', 'throttle', 'hang'])(
    'reads at the second attempt after %s',
    async (mishap) => {
      go('Query', mishap);
      expect(await ledger.head('run#NONE1')).toBeUndefined();
      expect(calls).toEqual(['Query', 'Query']);
    },
  );

  it.each<Mishap>(['500', 'lost', 'throttle'])('gives up after the second %s', async (mishap) => {
    go('Query', mishap, mishap);
    await expect(ledger.head('run#NONE1')).rejects.toThrow();
    expect(calls).toEqual(['Query', 'Query']);
  });

  it.each<[string, Mishap]>([
    ['LOST1', 'lost'],
    ['LOST2', '500-after'],
  ])('knows its own write of %s, whose answer was %s, from another’s', async (id, mishap) => {
    go('PutItem', mishap);
    expect((await ledger.append(draft(`run#${id}`))).is).toBe('appended');
    expect((await ledger.append(draft(`run#${id}`))).is).toBe('lost');
  });

  it('ends within 2 seconds when the store does not answer at all', async () => {
    mishaps = ['PutItem', 'PutItem', 'GetItem', 'GetItem'].map((operation) => ({ operation, mishap: 'hang' }));
    const started = performance.now();
    await expect(ledger.append(draft('run#HANG1'))).rejects.toThrow('nobody knows');
    expect(performance.now() - started).toBeLessThan(2_500);
  });

  it('asks once for what the store refuses, and says by which name', async () => {
    const { createDynamoDb, createLedger } = await slimAdapters();
    const nowhere = createLedger({ db: createDynamoDb(LOCAL), table: 'no-such-table' });
    await expect(nowhere.head('run#NONE1')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 400 },
    });
    expect(calls).toEqual(['Query']);
  });

  it('reads the secret as the SDK does', async () => {
    const secret = { signingSecret: 's', botToken: 'xoxb-é' };
    const asked: unknown[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      asked.push(request.headers['x-amz-target'], JSON.parse(Buffer.concat(chunks).toString()));
      response.end(JSON.stringify({ SecretString: JSON.stringify(secret) }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const { createSecrets, SecretsManagerClient } = await slimAdapters();
    const secrets = createSecrets({ client: new SecretsManagerClient(LOCAL), name: 'remit/slack', now: () => 0 });
    expect(await secrets.botToken()).toBe('xoxb-é');
    expect(asked).toEqual(['secretsmanager.GetSecretValue', { SecretId: 'remit/slack' }]);
    server.closeAllConnections();
    server.close();
  });
});
