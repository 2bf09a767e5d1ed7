import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, vi } from 'vitest';
import { createDynamoDb } from '../../../bot/adapters/dynamodb/client.ts';
import { createLedger } from '../../../bot/adapters/dynamodb/ledger.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import { startDynamoDb } from '../../../local/dynamodb/start.ts';
import { LOCAL } from '../../contracts/table.ts';

const PROGRAM = join(import.meta.dirname, 'append-until-killed.ts');
const STREAMS = ['run#A', 'run#B', 'run#C', 'run#D'];

/** Runs the program, kills it hard after so many acknowledged appends, and returns what it printed. */
async function killed(home: string, after: number): Promise<string[]> {
  const program = spawn(process.execPath, [PROGRAM, home], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface(program.stdout).on('line', (line) => {
    lines.push(line);
    if (lines.filter((text) => text.startsWith('+')).length === after) program.kill('SIGKILL');
  });
  const [, signal] = await once(program, 'close');
  expect(signal).toBe('SIGKILL');
  return lines;
}

it('loses neither an event nor its record when the process is killed at any time', async () => {
  const home = await mkdtemp(join(tmpdir(), 'remit-kill-'));
  const lines: string[] = [];
  for (const after of [13, 37, 90]) lines.push(...(await killed(home, after)));

  const delivered = lines.filter((line) => line.startsWith('>'));
  const local = await startDynamoDb({
    home,
    async onBatch({ Records }) {
      delivered.push(...Records.map(({ dynamodb: { Keys } }) => `> ${Keys.pk.S} ${Number(Keys.sk.S.slice(2))}`));
      return { batchItemFailures: [] };
    },
  });
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', local.url);
  const db = createDynamoDb(LOCAL);
  local.begin();
  await local.idle();

  const stored: string[] = [];
  for (const stream of STREAMS) {
    const events = await createLedger({ db, table: 'remit' }).read(stream);
    expect(verify(stream, events)).toMatchObject({ ok: true });
    stored.push(...events.map(({ seq }) => `${stream} ${seq}`));
  }
  const acknowledged = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(2));
  expect(new Set(stored)).toEqual(new Set([...stored, ...acknowledged]));
  expect(new Set(delivered)).toEqual(new Set(stored.map((place) => `> ${place}`)));
  db.destroy();
  await local.close();
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});
