import { describe, expect, it } from 'vitest';
import type { Ending } from '../../fakes/hosts.ts';
import { endedOnce, leftOf, live, type Way, wrongAfter } from './live.ts';

const APPLIED: Ending = { details: 'Success', exitCode: 0, output: 'applied\n' };
const way = { host: 'host-4', ending: APPLIED, points: 300 } as const;

/** A guard that outlasts every worker that dies on the way, and a host that its own change locks out. */
const WAYS: [string, Way][] = [
  ['a guarded run', { ...way, verdict: 'succeeded', guard: 600 }],
  ['a guarded run that locks its host out', { ...way, verdict: 'failed', guard: 60, locksOut: true }],
];

describe.each(WAYS)('%s, whose process dies', async (_name, way) => {
  const alive = await live(way, { deaths: [], stream: 'comes again' });
  const every = alive.points.map((_, at) => [at]);

  it('ends once, and as the host has it, when it does not die', () => {
    expect(leftOf(alive)).toEqual(endedOnce(alive.id, way));
    expect(every.length).toBeGreaterThanOrEqual(way.points);
  });

  it(`ends once after a death at each of ${every.length} points, when the stream comes again`, async () => {
    expect(await wrongAfter(way, every, 'comes again')).toEqual([]);
  });

  it(`ends once after a death at each of ${every.length} points, when the dead one's records are lost`, async () => {
    expect(await wrongAfter(way, every, 'is lost')).toEqual([]);
  });
});

describe('a guarded run whose process dies for longer than its guard waits', async () => {
  const short: Way = { ...way, verdict: 'succeeded', guard: 20 };
  const { points } = await live(short, { deaths: [], stream: 'comes again' });

  it(`says what the host did, at each of ${points.length} points: kept, or rolled back`, async () => {
    const ends = new Set<string>();
    for (let death = 0; death < points.length; death += 1) {
      const { over, verdicts, locks, due } = leftOf(await live(short, { deaths: [death], stream: 'is lost' }));
      ends.add(JSON.stringify({ over, verdicts: verdicts.map((verdict) => verdict.split(': ')[1]), locks, due }));
    }
    expect([...ends].map((end) => JSON.parse(end)).sort((a, b) => (a.over < b.over ? 1 : -1))).toEqual([
      { over: 'succeeded', verdicts: ['kept'], locks: [], due: [] },
      { over: 'failed', verdicts: ['rolled back'], locks: [], due: [] },
    ]);
  });
});
