import { afterAll, expect, it } from 'vitest';
import { createLedger } from '../../../bot/adapters/dynamodb/ledger.ts';
import { SECOND } from '../../../bot/domain/instant.ts';
import type { Ledger, StoredEvent } from '../../../bot/ports/ledger.ts';
import { openTable } from '../../contracts/table.ts';
import { startFunctions } from './functions.ts';
import { createWorld, type World } from './world.ts';

const QUIET = { before: () => undefined, after: () => undefined };
const PRESSES = 1_000;
/** Calls at once: more of them only wait for each other in one process of the store, until their time is up. */
const AT_ONCE = 20;

const table = await openTable();
afterAll(() => table.close());

/** The same streams in the store. */
async function copy({ ledger: { streams } }: World, to: Ledger): Promise<void> {
  for (const [stream, events] of streams) {
    let head: StoredEvent | undefined;
    for (const { type, at, by, data, state } of events) {
      const draft = { stream, head, type, at, by: JSON.parse(by), data: JSON.parse(data), state: JSON.parse(state) };
      const appended = await to.append(draft);
      if (appended.is === 'lost') throw new Error(`${stream} is not empty`);
      head = appended.event;
    }
  }
}

/** So many at a time, in the order in which they came. */
function createTurnstile(most: number) {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside >= most) await new Promise<void>((enter) => waiting.push(enter));
    else inside += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}

/**
 * The records as they are in memory, and the race in the store: nobody appends before everybody has decided, all on the same
 * state of the run. Who loses reads what the store says has won.
 */
function raceIn(stored: Ledger, { ledger: memory }: World): Ledger {
  const through = createTurnstile(AT_ONCE);
  const everybody = Promise.withResolvers<void>();
  const won = Promise.withResolvers<unknown>();
  let arrived = 0;
  return {
    ...memory,
    async append(draft) {
      arrived += 1;
      if (arrived === PRESSES) everybody.resolve();
      await everybody.promise;
      const appended = await through(() => stored.append(draft));
      if (appended.is === 'appended') won.resolve(await memory.append(draft));
      await won.promise;
      return appended;
    },
  };
}

it('F6: a thousand presses that nobody can tell apart are one step in the store, and its workers send once', async () => {
  const world = await createWorld();
  const id = await world.ask('operator', 'restart nginx on host-7');
  await world.advance(5 * SECOND);
  const stored = createLedger(table.store);
  await copy(world, stored);
  const { receive } = startFunctions({ ...world.outside, ledger: raceIn(stored, world) }, QUIET);
  const presses = Array.from({ length: PRESSES }, (_, at) => {
    return receive(world.request(at % 2 ? 'approver' : 'approver-2', `approve R-${id}`));
  });
  const replies = await Promise.all(presses);
  const count = (is: string) => replies.filter((reply) => reply.is === is).length;
  expect([count('acted'), count('act-refused')]).toEqual([1, PRESSES - 1]);

  const stream = `run#${id}`;
  const types = async () => (await stored.read(stream)).map(({ type }) => type);
  expect(await types()).toEqual(['asked', 'planned', 'approved']);
  const { tend } = startFunctions({ ...world.outside, ledger: stored }, QUIET);
  for (const after of ['intended', 'sent']) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => tend(stream)));
    expect((await types()).at(-1)).toBe(after);
  }
  expect(world.hosts.commands.size).toBe(1);
});
