import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDynamoDb } from '../../../../bot/adapters/dynamodb/client.ts';
import { createLedger } from '../../../../bot/adapters/dynamodb/ledger.ts';
import type { Ledger } from '../../../../bot/ports/ledger.ts';
import { LOCAL, openTable } from '../../../contracts/table.ts';
import { type Mishap, startFlakyStore } from './flaky-store.ts';

const BY = { team: 'T1', user: 'U1' };
const draft = (stream: string) => ({ stream, head: undefined, type: 'asked', at: 1, by: BY, data: {}, state: {} });

describe('an append to a store that does not answer as it should', () => {
  let table: Awaited<ReturnType<typeof openTable>>;
  let flaky: Awaited<ReturnType<typeof startFlakyStore>>;
  let ledger: Ledger;
  let steady: Ledger;
  let calls: string[] = [];
  let mishaps: (operation: string, call: number) => Mishap | undefined;
  beforeAll(async () => {
    table = await openTable();
    steady = createLedger(table.store);
    await steady.head('run#warm');
    flaky = await startFlakyStore(table.local.url, (operation) => {
      calls.push(operation);
      return mishaps(operation, calls.filter((other) => other === operation).length);
    });
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', flaky.url);
    ledger = createLedger({ db: createDynamoDb(LOCAL), table: 'remit' });
    mishaps = () => undefined;
    await ledger.head('run#warm');
  });
  beforeEach(() => {
    calls = [];
  });
  afterAll(async () => {
    await flaky.close();
    await table.close();
  });

  it.each<[string, Mishap]>([
    ['the connection broke', 'lost'],
    ['the answer was an error', '500-after'],
  ])('is appended, once, when it was written and %s: the second attempt finds our own', async (_how, mishap) => {
    const stream = `run#${mishap}`;
    mishaps = (operation, call) => (operation === 'PutItem' && call === 1 ? mishap : undefined);
    expect(await ledger.append(draft(stream))).toMatchObject({ is: 'appended', event: { seq: 0 } });
    expect(calls).toEqual(['PutItem', 'PutItem', 'GetItem']);
    expect(await steady.read(stream)).toHaveLength(1);
  });

  it('F11: is appended when every answer to the write was lost, and the read says so', async () => {
    mishaps = (operation) => (operation === 'PutItem' ? 'lost' : undefined);
    expect(await ledger.append(draft('run#alllost'))).toMatchObject({ is: 'appended' });
  });

  it('is lost when another wrote the same words first and our answer went missing', async () => {
    await steady.append(draft('run#other'));
    mishaps = (operation, call) => (operation === 'PutItem' && call === 1 ? 'lost' : undefined);
    expect(await ledger.append(draft('run#other'))).toMatchObject({ is: 'lost', winner: { seq: 0 } });
  });

  it('is a fault when nothing was written, and says so', async () => {
    mishaps = (operation) => (operation === 'PutItem' ? '500' : undefined);
    await expect(ledger.append(draft('run#none'))).rejects.toThrow('step 0 of run#none was not written');
    expect(await steady.head('run#none')).toBeUndefined();
  });

  it('is a fault when nobody can say whether it was written', async () => {
    mishaps = (operation, call) => (operation === 'GetItem' || call === 1 ? 'lost' : '500');
    await expect(ledger.append(draft('run#dark'))).rejects.toThrow(
      'nobody knows whether step 0 of run#dark was written',
    );
  });

  it('is a fault when the store throttles, without a look back: that is a plain no', async () => {
    mishaps = () => 'throttle';
    await expect(ledger.append(draft('run#busy'))).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
    });
    expect(new Set(calls)).toEqual(new Set(['PutItem']));
  });

  it('F24: fails within 2 seconds when the store hangs: nothing may wait for it', async () => {
    mishaps = () => 'hang';
    const began = performance.now();
    await expect(ledger.append(draft('run#hang'))).rejects.toThrow('nobody knows');
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(await steady.head('run#hang')).toBeUndefined();
  });
});
