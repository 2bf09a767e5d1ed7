import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDynamoDb } from '../../../bot/adapters/dynamodb/client.ts';
import { createLedger } from '../../../bot/adapters/dynamodb/ledger.ts';
import type { Ledger } from '../../../bot/ports/ledger.ts';
import { repairIndexes } from '../../../local/dynamodb/repair.ts';
import { startDynamoDb } from '../../../local/dynamodb/start.ts';
import { LOCAL } from '../../contracts/table.ts';

const AT = Date.UTC(2026, 10, 21, 12);
const END = AT + 365 * 24 * 3_600_000;
const ofDynalite = createRequire(createRequire(import.meta.filename).resolve('dynalite'));
type Raw = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };

let home = '';
let data = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'remit-repair-'));
  data = join(home, 'dynamodb', 'data');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

/** Starts the store as the local default does, and stops it. */
async function withLedger<T>(work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const local = await startDynamoDb({ home, onBatch: async () => ({ batchItemFailures: [] }) });
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', local.url);
  const db = createDynamoDb(LOCAL);
  const result = await work(createLedger({ db, table: 'remit' }));
  db.destroy();
  await local.close();
  return result;
}

/** The database below dynalite, as a kill leaves it: what stands there, and `write`, in no order that dynalite knows. */
async function below(write: (all: Map<string, unknown>) => Raw[]): Promise<Map<string, unknown>> {
  const { Level } = ofDynalite('level');
  const db = new Level(data, { valueEncoding: 'json' });
  const all = new Map<string, unknown>(await db.iterator().all());
  await db.batch(write(all));
  await db.close();
  await rm(join(home, 'dynamodb', 'ended-well'), { force: true }); // it did not
  return all;
}

const append = (ledger: Ledger, stream: string) =>
  ledger.append({
    stream,
    head: undefined,
    type: 'asked',
    at: AT,
    by: { team: 'T1', user: 'U1' },
    data: {},
    state: { is: 'asked' },
  });
const ofDue = (all: Map<string, unknown>) => [...all.keys()].filter((key) => key.startsWith('index-global~remit~due~'));
const ofItem = (all: Map<string, unknown>) => [...all.keys()].filter((key) => key.startsWith('item-remit~'));

it('finds the work again whose index entry was not written yet', async () => {
  await withLedger((ledger) => append(ledger, 'run#A'));
  await below((all) => ofDue(all).map((key) => ({ type: 'del', key })));
  expect(await withLedger((ledger) => ledger.due(END, 10))).toEqual([{ stream: 'run#A', seq: 0 }]);
});

it('forgets the index entry of an item that was not written, and of a time that it never had', async () => {
  await withLedger((ledger) => append(ledger, 'run#A'));
  const before = await below(() => []);
  await withLedger(async (ledger) => {
    await append(ledger, 'run#B');
    await ledger.claim({ stream: 'run#A', seq: 0 }, { seen: AT + 60_000, until: AT + 90_000 });
    await ledger.finish({ stream: 'run#A', seq: 0 }, { claimed: AT + 90_000 });
  });
  await below((all) => [
    ...ofDue(before).map((key): Raw => ({ type: 'put', key, value: before.get(key) })),
    ...ofItem(all)
      .filter((key) => !before.has(key))
      .map((key): Raw => ({ type: 'del', key })),
  ]);
  expect(await withLedger((ledger) => ledger.due(END, 10))).toEqual([]);
  expect(await withLedger((ledger) => ledger.recent('run', { limit: 10 }))).toMatchObject([{ stream: 'run#A' }]);
});

it('changes nothing where nothing is wrong, and is not asked after an orderly end', async () => {
  await withLedger(async (ledger) => {
    await append(ledger, 'run#A');
    await append(ledger, 'run#B');
    await ledger.claim({ stream: 'run#A', seq: 0 }, { seen: AT + 60_000, until: AT + 90_000 });
  });
  expect(await repairIndexes(data, 'remit')).toBe(0);
  expect(await repairIndexes(join(home, 'nowhere'), 'remit')).toBe(0);
});
