import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDynamoDb } from '../../../bot/adapters/dynamodb/client.ts';
import { createLedger } from '../../../bot/adapters/dynamodb/ledger.ts';
import { createLocks } from '../../../bot/adapters/dynamodb/locks.ts';
import type { OnBatch, StreamEvent } from '../../../local/dynamodb/delivery.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start.ts';
import { LOCAL } from '../../contracts/table.ts';

const BY = { team: 'T1', user: 'U1' };
const draft = (stream: string, at = 1) =>
  ({ stream, head: undefined, type: 'asked', at, by: BY, data: {}, state: {} }) as const;

describe('the stream of the local table', () => {
  let home: string;
  let local: LocalDynamoDb;
  let batches: StreamEvent[];
  let db: ReturnType<typeof createDynamoDb>;
  const ledger = () => createLedger({ db, table: 'remit' });
  const seen = () => batches.flatMap(({ Records }) => Records.map(({ dynamodb }) => placeOf(dynamodb.Keys)));
  const placeOf = ({ pk, sk }: { pk: { S: string }; sk: { S: string } }) => `${pk.S} ${sk.S}`;

  async function start(onBatch: OnBatch): Promise<void> {
    local = await startDynamoDb({
      home,
      waitMs: 1,
      tries: 3,
      onBatch: async (event) => {
        batches.push(event);
        return onBatch(event);
      },
    });
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', local.url);
    db = createDynamoDb(LOCAL);
  }

  async function stop(): Promise<void> {
    db.destroy();
    await local.close();
  }

  async function appendTimes(stream: string, count: number): Promise<void> {
    let head = await ledger().head(stream);
    for (let step = 0; step < count; step += 1) {
      const appended = await ledger().append({ ...draft(stream), head });
      head = appended.is === 'appended' ? appended.event : appended.winner;
    }
  }

  const allWell: OnBatch = async () => ({ batchItemFailures: [] });

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'remit-stream-'));
    batches = [];
  });
  afterEach(async () => {
    await stop();
    vi.unstubAllEnvs();
    await rm(home, { recursive: true });
  });

  it('gives a new event to the function as DynamoDB does, image and all', async () => {
    await start(allWell);
    local.begin();
    const appended = await ledger().append(draft('run#AAAAA'));
    await local.idle();
    expect(batches).toHaveLength(1);
    expect(batches[0]?.Records[0]).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: expect.stringMatching(/^arn:aws:dynamodb:.*table\/remit\/stream\//),
      dynamodb: {
        Keys: { pk: { S: 'run#AAAAA' }, sk: { S: 'e#000000000' } },
        NewImage: { type: { S: 'asked' }, hash: { S: appended.is === 'appended' ? appended.event.hash : '' } },
        SequenceNumber: expect.stringMatching(/^[0-9]{21}$/),
        StreamViewType: 'NEW_IMAGE',
      },
    });
  });

  it('is silent about claims, locks, items that stood before, and writes that failed', async () => {
    await start(allWell);
    local.begin();
    await ledger().append(draft('run#AAAAA'));
    await ledger().append(draft('run#AAAAA'));
    await ledger().claim({ stream: 'run#AAAAA', seq: 0 }, { seen: 60_001, until: 90_000 });
    await createLocks({ db, table: 'remit' }).take('host-1', { holder: 'run#AAAAA', since: 1 });
    const Item = { pk: { S: 'run#AAAAA' }, sk: { S: 'e#000000000' }, by: { S: 'somebody' } };
    await db.send(new PutItemCommand({ TableName: 'remit', Item }));
    await local.idle();
    expect(seen()).toEqual(['run#AAAAA e#000000000']);
  });

  it('sees each item of a batch of writes', async () => {
    await start(allWell);
    local.begin();
    const items = ['run#A e#000000000', 'run#B e#000000000', 'target#x target'].map((place) => place.split(' '));
    const writes = items.map(([pk = '', sk = '']) => ({ PutRequest: { Item: { pk: { S: pk }, sk: { S: sk } } } }));
    await db.send(new BatchWriteItemCommand({ RequestItems: { remit: writes } }));
    await local.idle();
    expect(seen().sort()).toEqual(['run#A e#000000000', 'run#B e#000000000']);
  });

  it('keeps the order of one stream, at most ten a batch, while another stream goes its way', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await start(async ({ Records }) => {
      if (Records[0]?.dynamodb.Keys.pk.S === 'run#SLOW1') await held;
      return { batchItemFailures: [] };
    });
    local.begin();
    await appendTimes('run#SLOW1', 25);
    await appendTimes('run#FAST1', 3);
    await vi.waitFor(() => expect(seen().filter((place) => place.startsWith('run#FAST1'))).toHaveLength(3));
    release();
    await local.idle();
    const slow = seen().filter((place) => place.startsWith('run#SLOW1'));
    expect(slow).toEqual(Array.from({ length: 25 }, (_, seq) => `run#SLOW1 e#${String(seq).padStart(9, '0')}`));
    expect(batches.map(({ Records }) => Records.length).filter((length) => length > 10)).toEqual([]);
    expect(batches.some(({ Records }) => Records.length === 10)).toBe(true);
  });

  it.each([
    ['reports the one that failed', false],
    ['throws', true],
  ])('parks the record that cannot be handled, after its tries, when the function %s', async (_how, throws) => {
    const handled: string[] = [];
    await start(async ({ Records }) => {
      const bad = Records.find(({ dynamodb }) => dynamodb.Keys.sk.S === 'e#000000003');
      if (bad && throws) throw new Error('poison');
      const before = bad ? Records.indexOf(bad) : Records.length;
      handled.push(...Records.slice(0, before).map(({ dynamodb }) => dynamodb.Keys.sk.S));
      return { batchItemFailures: bad ? [{ itemIdentifier: bad.dynamodb.SequenceNumber }] : [] };
    });
    await appendTimes('run#AAAAA', 7);
    local.begin();
    await local.idle();
    const others = [0, 1, 2, 4, 5, 6].map((seq) => `e#00000000${seq}`);
    expect(handled).toEqual(others);
    const alone = batches.filter(({ Records }) => Records.length === 1 && Records[0]?.dynamodb.Keys.sk.S.endsWith('3'));
    expect(alone).toHaveLength(3);
    const parked = (await readFile(join(home, 'dynamodb', 'stream-dlq.jsonl'), 'utf8')).trim().split('\n');
    expect(parked.map((line) => JSON.parse(line).dynamodb.Keys.sk.S)).toEqual(['e#000000003']);
  });

  it('gives what was not delivered, in order, after a restart, and what was delivered no more', async () => {
    await start(allWell);
    local.begin();
    await appendTimes('run#AAAAA', 1);
    await local.idle();
    await stop();
    await start(allWell);
    await appendTimes('run#AAAAA', 3);
    await stop();
    await start(allWell);
    batches = [];
    local.begin();
    await local.idle();
    expect(seen()).toEqual([1, 2, 3].map((seq) => `run#AAAAA e#00000000${seq}`));
  });

  it.each([
    ['of another host', { host: 'evil.example' }],
    ['of a page', { origin: 'http://127.0.0.1' }],
  ])('refuses a request %s', async (_whose, headers) => {
    await start(allWell);
    const status = await new Promise((resolve) => {
      request(local.url, { method: 'POST', headers }, ({ statusCode }) => resolve(statusCode)).end('{}');
    });
    expect(status).toBe(403);
  });
});
