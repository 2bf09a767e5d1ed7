import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import type { Request } from '../../../bot/domain/request.ts';
import { commands } from '../../../commands/index.ts';
import { crashAt } from '../../fakes/crash.ts';
import type { Ending } from '../../fakes/hosts.ts';
import { createWorld, type World } from './world.ts';

type Way = { host: 'host-4' | 'host-7'; ending: Ending; verdict: 'succeeded' | 'failed'; points: number };

const DONE: Ending = { details: 'Success', exitCode: 0, output: 'pid 1 → 2, active\n' };
const DOWN: Ending = { details: 'Failed', exitCode: 1, output: 'still down: nginx\n' };

/** `points`: crash points on the way, two for each port call. More may come, fewer would be a test that shrank. */
const WAYS: [string, Way][] = [
  ['a staging run that succeeds', { host: 'host-4', ending: DONE, verdict: 'succeeded', points: 250 }],
  ['a staging run that fails', { host: 'host-4', ending: DOWN, verdict: 'failed', points: 250 }],
  ['an approved production run that succeeds', { host: 'host-7', ending: DONE, verdict: 'succeeded', points: 290 }],
  ['an approved production run that fails', { host: 'host-7', ending: DOWN, verdict: 'failed', points: 290 }],
];
/** Pairs of deaths that are tried of each way: the second one strikes what repairs the first. */
const PAIRS = 150;

type Deaths = { deaths: number[]; stream: 'comes again' | 'is lost'; repeatable?: boolean };

/** Sends a request as people and Slack do who get no answer: the same one again. */
async function insist(world: World, request: Request): Promise<string> {
  for (let delivery = 0; delivery < 4; delivery += 1) {
    const replies: string[] = [];
    await world.call(async ({ receive }) => {
      const reply = await receive(request);
      replies.push('run' in reply ? `${reply.is} ${reply.run}` : reply.is);
    });
    if (replies[0]) return replies[0];
  }
  throw new Error('never acknowledged');
}

/** One run from the request to its end, whatever dies on the way; `stream` says what becomes of a dead one's records. */
async function live({ host, ending }: Way, { deaths, stream, repeatable = true }: Deaths) {
  const world = await createWorld({ commands: commands.map((command) => ({ ...command, repeatable })) });
  world.cut.retries = stream === 'is lost';
  world.hosts.endings.set(`i-${host}`, ending);
  const [first = crashAt(), ...next] = deaths.map((at) => crashAt(at));
  world.replaceProcess(first, ...next);
  const accepted = await insist(world, world.request('operator', `restart nginx on ${host}`));
  const id = accepted.replace('accepted ', '');
  await world.advance(10 * SECOND);
  const asked = async () => (await world.story(id)).state.is === 'asked';
  for (let wait = 0; host === 'host-7' && wait < 6 && (await asked()); wait += 1) await world.advance(MINUTE);
  if (host === 'host-7') await insist(world, world.request('approver', `approve R-${id}`));
  await world.advance(8 * MINUTE);
  const over = (await world.story(id)).state;
  await world.advance(40 * MINUTE); // past the end of the approval's window: every timer is dropped by then
  return { world, id, over: 'verdict' in over ? over.verdict : over.is, points: first.points };
}

function leftOf({ world, id, over }: Awaited<ReturnType<typeof live>>) {
  const events = world.ledger.streams.get(`run#${id}`) ?? [];
  const marks = [...world.hosts.commands.values()].map(({ mark }) => mark);
  return {
    over,
    runs: [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#')),
    effects: world.hosts.effects,
    sentTwice: marks.filter((mark, at) => marks.indexOf(mark) !== at),
    cards: world.chat.cards.map(({ run, shows, seq }) => ({
      run,
      shows: 'verdict' in shows ? shows.verdict : shows.is,
      newest: seq === events.at(-1)?.seq,
    })),
    locks: [...world.locks.held.keys()],
    chain: verify(`run#${id}`, events).ok,
    due: events.filter(({ due }) => due !== undefined).map(({ type }) => type),
    mentions: [...new Set(world.chat.announced)],
  };
}

/** Ended within minutes, once: one run, one send an attempt, one effect on the host, one card with the newest state, nothing left behind. */
function endedOnce(id: string, { host, verdict }: Way) {
  return {
    over: verdict,
    runs: [`run#${id}`],
    effects: [`R-${id} on i-${host}`],
    sentTwice: [],
    cards: [{ run: id, shows: verdict, newest: true }],
    locks: [],
    chain: true,
    due: [],
    // A staging run that ends at once is seen to end; one that took long is told of, as every approved one.
    mentions: host === 'host-7' ? [id] : expect.toSatisfy((runs: string[]) => runs.every((run) => run === id)),
  };
}

/** The deaths after which a run is not as it should be, with what is left of it. */
async function wrongAfter(way: Way, all: number[][], stream: Deaths['stream']): Promise<unknown[]> {
  const wrong: unknown[] = [];
  for (const deaths of all) {
    const lived = await live(way, { deaths, stream });
    const left = leftOf(lived);
    const good = endedOnce(lived.id, way);
    const differs = Object.keys(left).some((part) => !same(left, good, part as keyof typeof left));
    if (differs) wrong.push({ deaths: deaths.map((at) => `${at} ${lived.points[at] ?? ''}`), left });
  }
  return wrong;
}

function same(left: ReturnType<typeof leftOf>, good: ReturnType<typeof endedOnce>, part: keyof typeof left): boolean {
  try {
    expect(left[part]).toEqual(good[part]);
    return true;
  } catch {
    return false;
  }
}

describe.each(WAYS)('%s, whose process dies', async (_name, way) => {
  const alive = await live(way, { deaths: [], stream: 'comes again' });
  const every = alive.points.map((_, at) => [at]);

  it('ends once when it does not die', () => {
    expect(leftOf(alive)).toEqual(endedOnce(alive.id, way));
    expect(every.length).toBeGreaterThanOrEqual(way.points);
  });

  it(`ends once after a death at each of ${every.length} points, when the stream comes again`, async () => {
    expect(await wrongAfter(way, every, 'comes again')).toEqual([]);
  }, 60_000);

  it(`ends once after a death at each of ${every.length} points, when the dead one's records are lost`, async () => {
    expect(await wrongAfter(way, every, 'is lost')).toEqual([]);
  }, 60_000);

  it(`ends once after ${PAIRS} pairs of deaths`, async () => {
    // 61 and 89 have no divisor in common with the number of points or each other: the pairs spread evenly.
    const pairs = Array.from({ length: PAIRS }, (_, at) => [(at * 61) % every.length, (at * 89) % every.length]);
    expect(await wrongAfter(way, pairs, 'is lost')).toEqual([]);
  }, 60_000);
});

describe('a run that must not be repeated, whose process dies', async () => {
  const way: Way = { host: 'host-4', ending: DONE, verdict: 'succeeded', points: 250 };
  const { points } = await live(way, { deaths: [], stream: 'comes again', repeatable: false });

  it(`has its one effect and is known, or is unknown and keeps its host, at each of ${points.length} points`, async () => {
    const ends = new Set<string>();
    for (let death = 0; death < points.length; death += 1) {
      const lived = await live(way, { deaths: [death], stream: 'is lost', repeatable: false });
      const { over, effects, locks, cards, due } = leftOf(lived);
      ends.add(JSON.stringify({ over, effects: effects.length, locks, cards: cards.map(({ shows }) => shows), due }));
    }
    expect([...ends].map((end) => JSON.parse(end))).toEqual([
      { over: 'succeeded', effects: 1, locks: [], cards: ['succeeded'], due: [] },
      { over: 'unknown', effects: 0, locks: ['host-4'], cards: ['unknown'], due: [] },
    ]);
  }, 60_000);
});
