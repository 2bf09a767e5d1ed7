import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { EVENT_PREFIX } from '../../bot/adapters/dynamodb/table.ts';
import { bodyOf, isMeantForHere, listen, shut } from '../loopback.ts';
import { createTable } from './create-table.ts';
import { createDelivery, type OnBatch } from './delivery.ts';
import { openEngine } from './engine.ts';
import type { EventName, Key } from './record.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { repairIndexes } from './repair.ts';
import { openStreamLog } from './stream-log.ts';

export type LocalDynamoDb = {
  /** For `AWS_ENDPOINT_URL_DYNAMODB`. */
  url: string;
  /** Begins to deliver records: those of an earlier start first. To be called when `onBatch` can handle them. */
  begin(): void;
  /** Until every record written so far is delivered or parked. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

export type LocalDynamoDbOptions = {
  home: string;
  onBatch: OnBatch;
  table?: string;
  port?: number;
  tries?: number;
  waitMs?: number;
  /** Told of each record that the filter takes: "run#8C2MX e#000000001". */
  onRecord?: (what: string) => void;
};

/** The filter of the worker's event source: new events only, neither claims nor the mutable items. */
const TAKEN = (eventName: EventName, { sk }: Key) => eventName === 'INSERT' && sk.S.startsWith(EVENT_PREFIX);

/**
 * DynamoDB with its stream, for the SDK's own client: dynalite on disk under `<home>/dynamodb`, and what the stack's event
 * source mapping does. Killed at any time, it delivers at its next start what it had not delivered.
 */
export async function startDynamoDb(options: LocalDynamoDbOptions): Promise<LocalDynamoDb> {
  const { home, onBatch, table = 'remit', port = 0, tries = 8, waitMs = 200, onRecord = () => undefined } = options;
  const folder = join(home, 'dynamodb');
  const ended = join(folder, 'ended-well');
  if (!existsSync(ended)) await repairIndexes(join(folder, 'data'), table);
  rmSync(ended, { force: true });
  const engine = openEngine(join(folder, 'data'));
  await createTable(engine, table);
  const log = openStreamLog(join(folder, 'stream.jsonl'), Date.now());
  const delivery = createDelivery({
    onBatch,
    tries,
    waitMs,
    delivered: ({ dynamodb }) => log.over(Number(dynamodb.SequenceNumber)),
    park(record) {
      appendFileSync(join(folder, 'stream-dlq.jsonl'), `${JSON.stringify(record)}\n`);
      log.over(Number(record.dynamodb.SequenceNumber));
    },
  });
  const recorder = createRecorder({
    engine,
    table,
    log,
    taken: TAKEN,
    emit(record) {
      onRecord(`${record.dynamodb.Keys.pk.S} ${record.dynamodb.Keys.sk.S}`);
      delivery.push(record);
    },
    now: Date.now,
  });

  await recorder.resume();
  const server = createServer((request, response) => {
    answer(recorder, request, response).catch(() => response.destroy());
  });
  const url = await listen(server, port);

  return {
    url,
    begin: () => delivery.begin(),
    idle: () => delivery.idle(),
    async close() {
      await delivery.stop();
      await shut(server);
      await engine.close();
      log.close();
      writeFileSync(ended, '');
    },
  };
}

async function answer(recorder: Recorder, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isMeantForHere(request)) {
    response.writeHead(403).end();
    return;
  }
  const { method = '', url = '', headers } = request;
  const answered = await recorder.ask({ method, url, headers, body: await bodyOf(request) });
  response.writeHead(answered.status, answered.headers).end(answered.body);
}
