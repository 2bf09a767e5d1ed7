import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTable } from '../../../local/dynamodb/create-table.ts';
import { type Call, type Engine, openEngine } from '../../../local/dynamodb/engine.ts';
import { createRecorder } from '../../../local/dynamodb/recorder.ts';
import { openStreamLog } from '../../../local/dynamodb/stream-log.ts';

let home: string;
let engine: Engine;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'remit-recorder-'));
  engine = openEngine(join(home, 'data'));
  await createTable(engine, 'remit');
});
afterEach(async () => {
  await engine.close();
  await rm(home, { recursive: true });
});

const put = (pk: string): Call => ({
  method: 'POST',
  url: '/',
  headers: {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.PutItem',
    'x-amz-date': 'now',
    authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
  },
  body: Buffer.from(JSON.stringify({ TableName: 'remit', Item: { pk: { S: pk }, sk: { S: 'e#000000000' } } })),
});

/** A process over the same home. With `dies` it comes as far as that with its write, and no further. */
function startProcess(dies?: 'before the write' | 'after the write') {
  const log = openStreamLog(join(home, 'stream.jsonl'), 1);
  const emitted: string[] = [];
  const never = new Promise<never>(() => undefined);
  const mortal: Engine = {
    ...engine,
    async ask(call) {
      if (dies === 'after the write') await engine.ask(call);
      return dies ? never : engine.ask(call);
    },
  };
  const recorder = createRecorder({
    engine: mortal,
    table: 'remit',
    log,
    taken: (eventName) => eventName === 'INSERT',
    emit: ({ dynamodb }) => void emitted.push(dynamodb.Keys.pk.S),
    now: () => 1,
  });
  return { recorder, emitted, log };
}

it.each([
  ['before the write', []],
  ['after the write', ['run#A']],
] as const)('a process that died %s leaves the next one these records: %j', async (dies, records) => {
  const first = startProcess(dies);
  void first.recorder.ask(put('run#A'));
  while (first.log.pending().length === 0) await new Promise(setImmediate);
  if (dies === 'after the write') while (!(await stands('run#A'))) await new Promise(setImmediate);
  first.log.close();
  expect(first.emitted).toEqual([]);
  const second = startProcess();
  await second.recorder.resume();
  expect(second.emitted).toEqual(records);
  second.log.close();
});

async function stands(pk: string): Promise<boolean> {
  const { output } = await engine.run('GetItem', {
    TableName: 'remit',
    Key: { pk: { S: pk }, sk: { S: 'e#000000000' } },
  });
  return output.Item !== undefined;
}

it('a write that is refused leaves no record and no intent', async () => {
  const { recorder, emitted, log } = startProcess();
  const refused = put('run#A');
  const body = { ...JSON.parse(refused.body.toString()), ConditionExpression: 'attribute_exists(pk)' };
  const answer = await recorder.ask({ ...refused, body: Buffer.from(JSON.stringify(body)) });
  expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('ConditionalCheckFailedException') });
  expect([emitted, log.pending()]).toEqual([[], []]);
  log.close();
});

it('numbers climb over restarts, also when nothing is left of the earlier ones', async () => {
  const first = startProcess();
  await first.recorder.ask(put('run#A'));
  const [{ sequence = 0 } = {}] = first.log.pending();
  first.log.close();
  const second = startProcess();
  await second.recorder.ask(put('run#B'));
  expect(second.log.pending().map((entry) => entry.sequence)).toEqual([sequence, sequence + 1]);
  second.log.close();
});
