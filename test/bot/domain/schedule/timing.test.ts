import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import { err, ok } from '../../../../bot/domain/result.ts';
import { FURTHEST, isMissed, LATEST } from '../../../../bot/domain/schedule/limits.ts';
import { nextTime } from '../../../../bot/domain/schedule/next-time.ts';
import { type Repeat, startOf } from '../../../../bot/domain/schedule/timing.ts';

const BERLIN = 'Europe/Berlin';
const NOON = Date.UTC(2026, 10, 21, 12);
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const every = (days: Repeat['days'], hour: number, minute: number): Repeat => ({ is: 'every', days, hour, minute });
const daily = every([...DAYS], 2, 30);

describe('when a run begins', () => {
  it('is told by the clocks of whoever asks', () => {
    const moment = { day: 'tomorrow', hour: 2, minute: 0 } as const;
    const at = (zone: string) => startOf({ is: 'at', moment }, { now: NOON, zone });
    expect(at(BERLIN)).toEqual(ok({ at: Date.UTC(2026, 10, 22, 1), zone: BERLIN }));
    expect(at('UTC')).toEqual(ok({ at: Date.UTC(2026, 10, 22, 2), zone: 'UTC' }));
  });

  it('is told by the clocks that were named, where some were', () => {
    const moment = { hour: 13, minute: 0, zone: 'UTC' };
    expect(startOf({ is: 'at', moment }, { now: NOON, zone: BERLIN })).toEqual(ok({ at: NOON + HOUR, zone: 'UTC' }));
  });

  it('may be a while from now, to the furthest and no further', () => {
    const begins = (length: number) => startOf({ is: 'in', length }, { now: NOON, zone: BERLIN });
    expect(begins(FURTHEST)).toEqual(ok({ at: NOON + FURTHEST, zone: BERLIN }));
    expect(begins(FURTHEST + 1)).toEqual(err({ reason: 'far', at: NOON + FURTHEST + 1 }));
  });

  it('is none where the clocks skip it, or say it twice', () => {
    const on = (month: number, day: number, now: number) =>
      startOf({ is: 'at', moment: { day: { year: 2027, month, day }, hour: 2, minute: 30 } }, { now, zone: BERLIN });
    expect(on(3, 28, Date.UTC(2027, 2, 1))).toMatchObject(err({ reason: 'skipped', next: '2027-03-28 03:00' }));
    expect(on(10, 31, Date.UTC(2027, 9, 1))).toMatchObject(err({ reason: 'twice', offsets: ['+02:00', '+01:00'] }));
  });

  it('is missed after five minutes, and not before', () => {
    expect(isMissed(NOON, NOON + LATEST)).toBe(false);
    expect(isMissed(NOON, NOON + LATEST + 1)).toBe(true);
    expect(LATEST).toBe(5 * MINUTE);
  });
});

describe('the next time of what repeats', () => {
  it.each([
    ['later today', every(['saturday'], 14, 0), NOON, { at: Date.UTC(2026, 10, 21, 13) }],
    ['not the very moment that it is', every(['saturday'], 13, 0), NOON, { at: Date.UTC(2026, 10, 28, 12) }],
    ['on the named day', every(['sunday'], 3, 0), NOON, { at: Date.UTC(2026, 10, 22, 2) }],
    ['on the nearest of several days', every(['monday', 'thursday'], 3, 0), NOON, { at: Date.UTC(2026, 10, 23, 2) }],
    [
      'later, where the clocks skip it',
      daily,
      Date.UTC(2027, 2, 28, 0),
      { at: Date.UTC(2027, 2, 28, 1, 30), clocks: 'moved' },
    ],
    [
      'the first, where the clocks say it twice',
      daily,
      Date.UTC(2027, 9, 30, 22),
      { at: Date.UTC(2027, 9, 31, 0, 30), clocks: 'twice' },
    ],
    ['not the second of the two', daily, Date.UTC(2027, 9, 31, 0, 30), { at: Date.UTC(2027, 10, 1, 1, 30) }],
  ])('is %s', (_which, repeat, after, next) => {
    expect(nextTime(repeat, { after, zone: BERLIN })).toEqual(next);
  });

  it('comes once on each day of a year, whatever the clocks do', () => {
    let after = Date.UTC(2027, 0, 1);
    const days = new Set<string>();
    for (let count = 0; count < 365; count += 1) {
      const { at } = nextTime(daily, { after, zone: BERLIN });
      expect(at).toBeGreaterThan(after);
      days.add(new Date(at + 3 * HOUR).toISOString().slice(0, 10));
      after = at;
    }
    expect(days.size).toBe(365);
  });
});
