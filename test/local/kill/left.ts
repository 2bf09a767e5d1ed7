import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { vi } from 'vitest';
import { createDynamoDb } from '../../../bot/adapters/dynamodb/client.ts';
import { createLedger } from '../../../bot/adapters/dynamodb/ledger.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import type { Story } from '../../../bot/domain/run/apply.ts';
import { isTerminal } from '../../../bot/domain/run/state.ts';
import { readRun } from '../../../bot/flow/append-run.ts';
import { PARKED } from '../../../bot/flow/claim.ts';

const KEYS = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** The truth of a run: what its stream says, and whether its chain holds. */
export type Told = Story & { over: boolean; chain: boolean };

/** Reads a running local default's store, past everything that it says of itself. */
export function openTruth(store: string) {
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', store);
  const db = createDynamoDb(KEYS);
  const ledger = createLedger({ db, table: 'remit' });
  return {
    async runs(): Promise<Told[]> {
      const firsts = await ledger.recent('run', { limit: 1_000 });
      return Promise.all(
        firsts.map(async ({ stream }) => {
          const run = await readRun(ledger, stream.slice('run#'.length));
          if (!run) throw new Error(`${stream} is in the index and not in the table`);
          const chain = verify(stream, run.events).ok;
          return { ...run.story, over: isTerminal(run.story.state), chain };
        }),
      );
    },
    /** What the index says is still to be done, with the event that it stands for. */
    async due() {
      const due = await ledger.due(PARKED, 100);
      return Promise.all(
        due.map(async (ref) => {
          const event = await ledger.event(ref);
          return { ...ref, type: event?.type, at: event?.at, due: event?.due, tries: event?.tries };
        }),
      );
    },
    async locks(): Promise<string[]> {
      const { Items = [] } = await db.send(new ScanCommand({ TableName: 'remit', ConsistentRead: true }));
      const locks = Items.filter(({ pk }) => pk?.S?.startsWith('lock#'));
      return locks.map(({ pk }) => pk?.S?.slice('lock#'.length) ?? '').sort();
    },
    close: () => db.destroy(),
  };
}

/** What the fence on a host keeps of each execution: how often its body began to speak, and how it ended. */
export function claimsOf(home: string, host: string): Map<string, { lines: number; code: string | undefined }> {
  const folder = join(home, 'hosts', host, 'remit', 'exec');
  const claims = list(folder).map((execution): [string, { lines: number; code: string | undefined }] => {
    const result = read(join(folder, execution, 'result')) ?? '';
    const lines = result.split('\n').filter((line) => line.startsWith('pid ')).length;
    return [execution, { lines, code: read(join(folder, execution, 'code'))?.trim() }];
  });
  return new Map(claims);
}

/** How often nginx was started on a host, by its own log: once a boot, once a restart. */
export function nginxStarts(home: string, host: string): number {
  const logs = [
    join(home, 'hosts', host, 'upper/var/log/nginx/error.log'),
    join(home, 'hosts', host, 'logs/nginx/error.log'),
  ];
  const text = logs.map((log) => read(log) ?? '').join('');
  return text.split('\n').filter((line) => line.includes('using the "')).length;
}

/** The comments of all commands that SSM took. */
export function marksSent(home: string): string[] {
  const files = list(join(home, 'ssm')).filter((file) => file.endsWith('.json'));
  return files.map((file) => JSON.parse(readFileSync(join(home, 'ssm', file), 'utf8')).comment as string);
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
