import { describe, expect, it } from 'vitest';
import { crashAt } from '../../fakes/crash.ts';
import type { Ending } from '../../fakes/hosts.ts';
import { endedOnce, leftOf, live, saysItDidNotRun, type Way, wrongAfter } from './live.ts';
import { createWorld } from './world.ts';

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

describe.each(WAYS)('%s, whose process dies', async (_name, way) => {
  const alive = await live(way, { deaths: [], stream: 'comes again' });
  const every = alive.points.map((_, at) => [at]);

  it('ends once when it does not die', () => {
    expect(leftOf(alive)).toEqual(endedOnce(alive.id, way));
    expect(every.length).toBeGreaterThanOrEqual(way.points);
  });

  it(`F1: ends once after a death at each of ${every.length} points, when the stream comes again`, async () => {
    expect(await wrongAfter(way, every, 'comes again')).toEqual([]);
  });

  it(`ends once after a death at each of ${every.length} points, when the dead one's records are lost`, async () => {
    expect(await wrongAfter(way, every, 'is lost')).toEqual([]);
  });

  it(`ends once after ${PAIRS} pairs of deaths, or says that it did not run`, async () => {
    // 61 and 89 have no divisor in common with the number of points or each other: the pairs spread evenly.
    const pairs = Array.from({ length: PAIRS }, (_, at) => [(at * 61) % every.length, (at * 89) % every.length]);
    const wrong = await wrongAfter(way, pairs, 'is lost');
    expect(wrong.filter((one) => !saysItDidNotRun(one))).toEqual([]);
    expect(wrong.length).toBeLessThanOrEqual(PAIRS / 50);
  });
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
  });
});

describe('a request whose first delivery dies', () => {
  it('F5: before it was written is on record after the next delivery, once', async () => {
    const world = await createWorld();
    const request = world.request('operator', 'restart nginx on host-4');
    world.replaceProcess(crashAt(0));
    expect(await world.call(({ receive }) => receive(request))).toBe(false);
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#'))).toEqual([]);
    expect(await world.call(({ receive }) => receive(request))).toBe(true);
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#'))).toHaveLength(1);
  });
});
