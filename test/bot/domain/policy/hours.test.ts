import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEEKDAYS } from '../../../../bot/domain/calendar/week.ts';
import { wallTimeAt, weekdayOf } from '../../../../bot/domain/calendar/zone.ts';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import {
  businessTime,
  changeHours,
  compareHours,
  type Hours,
  isBusiness,
  isOnCall,
  nextBusiness,
  openSpans,
  stagingFirst,
} from '../../../../bot/domain/policy/hours.ts';
import { readPolicy } from '../../../../data/read-policy.ts';

const SHIPPED = readPolicy();
const at = (text: string) => Date.parse(`2026-11-${text}:00Z`);
const said = (moment: number | undefined) => moment && new Date(moment).toISOString().slice(8, 16);
/** The 15th of November 2026 is a Sunday. */
const BERLIN: Hours = { ...SHIPPED, zone: 'Europe/Berlin' };

describe('the shipped policy', () => {
  it.each([
    // Sunday to Wednesday in business hours, as the source says: no change after Wednesday.
    ['15T07:59', 'closed by hours, opens 15T08:00'],
    ['15T08:00', 'open until 15T18:00'],
    ['18T17:59', 'open until 18T18:00'],
    ['18T18:00', 'closed by hours, opens 22T08:00'],
    ['18T23:59', 'closed by hours, opens 22T08:00'],
    ['19T00:00', 'closed by thursday 00:00, opens 22T08:00'],
    ['20T12:00', 'closed by thursday 00:00, opens 22T08:00'],
    ['21T23:59', 'closed by thursday 00:00, opens 22T08:00'],
    ['22T00:00', 'closed by hours, opens 22T08:00'],
    ['22T12:00', 'open until 22T18:00'],
  ])('at %s: changes in production are %s', (text, expected) => {
    const hours = changeHours(SHIPPED, 'production', at(text));
    if (hours.open) return expect(`open until ${said(hours.until)}`).toBe(expected);
    const by = hours.by.is === 'stretch' ? hours.by.stretch.from : 'hours';
    expect(`closed by ${by}, opens ${said(hours.opens)}`).toBe(expected);
  });

  it('leaves staging open at any time, without anything first', () => {
    for (let hour = 0; hour < 7 * 24; hour += 1) {
      expect(changeHours(SHIPPED, 'staging', at('15T00:00') + hour * HOUR)).toEqual({ open: true });
    }
    expect([stagingFirst(SHIPPED, 'staging'), stagingFirst(SHIPPED, 'production')]).toEqual([undefined, 14]);
  });

  it.each([
    ['15T12:00', true, true], // Sunday is named as both
    ['16T12:00', true, false],
    ['21T12:00', false, true],
    ['21T21:00', false, false],
  ])('at %s it is business hours: %s, on call: %s', (text, business, onCall) => {
    expect([isBusiness(SHIPPED, at(text)), isOnCall(SHIPPED, at(text))]).toEqual([business, onCall]);
  });
});

describe('business hours', () => {
  it.each([
    ['16T09:00', '16T10:30', 90],
    ['16T17:00', '17T09:00', 120],
    ['20T17:00', '22T09:00', 120], // over a Saturday
    ['15T00:00', '22T00:00', 60 * 60],
    ['21T00:00', '21T23:00', 0],
    ['16T10:00', '16T10:00', 0],
  ])('from %s to %s are %i minutes', (from, to, minutes) => {
    expect(businessTime(SHIPPED, { from: at(from), to: at(to) })).toBe(minutes * MINUTE);
  });

  it.each([
    ['16T09:00', '16T09:00'],
    ['16T18:00', '17T08:00'],
    ['20T19:00', '22T08:00'],
  ])('after %s begin next at %s', (text, next) => {
    expect(said(nextBusiness(SHIPPED, at(text)))).toBe(next);
  });

  it('are those of the clocks there, in summer and in winter', () => {
    expect(isBusiness(BERLIN, Date.UTC(2026, 6, 6, 6))).toBe(true);
    expect(isBusiness(BERLIN, Date.UTC(2026, 10, 16, 6))).toBe(false);
    // A week with a change of clocks has as many business hours as any other: they do not touch the night.
    const week = { from: Date.UTC(2026, 9, 24, 22), to: Date.UTC(2026, 9, 31, 23) };
    expect(businessTime(BERLIN, week)).toBe(60 * HOUR);
  });

  it('may go over midnight, and to the end of the day', () => {
    const night: Hours = { businessHours: { days: ['friday'], from: '22:00', to: '06:00' } };
    expect([isBusiness(night, at('20T23:00')), isBusiness(night, at('21T05:59'))]).toEqual([true, true]);
    expect([isBusiness(night, at('21T06:00')), isBusiness(night, at('20T05:00'))]).toEqual([false, false]);
    const day: Hours = { businessHours: { days: ['friday'], from: '00:00', to: '24:00' } };
    expect([isBusiness(day, at('20T23:59')), isBusiness(day, at('21T00:00'))]).toEqual([true, false]);
  });

  it('that no policy has are none, and a rule that wants them opens nothing', () => {
    const none: Hours = { changes: [{ hours: 'business' }] };
    expect(nextBusiness(none, at('16T12:00'))).toBeUndefined();
    expect(changeHours(none, 'production', at('16T12:00'))).toEqual({ open: false, by: { is: 'business-hours' } });
  });
});

const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 30)).map(([hour, minute]) => {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
});
const weekTime = fc.tuple(fc.constantFrom(...WEEKDAYS), clock).map(([day, time]) => `${day} ${time}`);
const policies = fc.record({
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
  businessHours: fc.record({
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    from: clock,
    to: fc.oneof(clock, fc.constant('24:00')),
  }),
  changes: fc.constant([]),
});
const stretches = fc.array(fc.record({ from: weekTime, to: weekTime }), { maxLength: 2 });

const minutesOf = (text: string) => {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
};
const inWeek = (text: string) => {
  const [day = '', time = ''] = text.split(' ');
  const names: readonly string[] = WEEKDAYS;
  return names.indexOf(day) * 1440 + minutesOf(time);
};

/** The same, asked of the clock on the wall and of nothing else. */
function oughtToBeOpen(policy: Hours, moment: number): boolean {
  const wall = wallTimeAt(moment, policy.zone ?? 'UTC');
  const [day, minute] = [weekdayOf(wall), wall.hour * 60 + wall.minute];
  const { days = [], from = '', to = '' } = policy.businessHours ?? {};
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  const has = (weekday: number) => days.some((one) => one === WEEKDAYS[(weekday + 7) % 7]);
  const business =
    end > begin
      ? has(day) && minute >= begin && minute < end
      : (has(day) && minute >= begin) || (has(day - 1) && minute < end);
  const now = day * 1440 + minute;
  const closed = (policy.changes?.[0]?.closed ?? []).some((stretch) => {
    const [first, last] = [inWeek(stretch.from), inWeek(stretch.to)];
    if (first === last) return true;
    return first < last ? now >= first && now < last : now >= first || now < last;
  });
  return business && !closed;
}

describe('changes may be made', () => {
  it('when the clock on the wall says so, at any minute but around a change of clocks', () => {
    fc.assert(
      fc.property(policies, stretches, fc.integer({ min: 0, max: 14 * 1440 }), (policy, closed, minutes) => {
        const shaped: Hours = { ...policy, changes: [{ environment: 'production', closed, hours: 'business' }] };
        const moment = Date.UTC(2026, 6, 5) + minutes * MINUTE;
        expect(changeHours(shaped, 'production', moment).open).toBe(oughtToBeOpen(shaped, moment));
      }),
      { numRuns: 500 },
    );
  });

  it('from the moment that was said to be the next one, and not before', () => {
    fc.assert(
      fc.property(policies, stretches, fc.integer({ min: 0, max: 14 * 1440 }), (policy, closed, minutes) => {
        const shaped: Hours = { ...policy, changes: [{ closed, hours: 'business' }] };
        const moment = Date.UTC(2026, 6, 5) + minutes * MINUTE;
        const now = changeHours(shaped, 'production', moment);
        const then = now.open ? now.until : now.opens;
        if (then === undefined) return;
        expect(changeHours(shaped, 'production', then).open).toBe(!now.open);
        expect(changeHours(shaped, 'production', then - MINUTE).open).toBe(now.open);
      }),
      { numRuns: 200 },
    );
  });
});

describe('two policies', () => {
  it.each([
    ['the same', {}, 'same'],
    ['no rule at all', { changes: [] }, 'more'],
    ['a zone further east', { zone: 'Asia/Tokyo' }, 'other'],
    ['an hour more', { businessHours: { days: [...WEEKDAYS], from: '08:00', to: '19:00' } }, 'more'],
    ['an hour less', { businessHours: { days: [...WEEKDAYS], from: '09:00', to: '18:00' } }, 'less'],
  ] as const)('are compared by every minute of a week: %s', (_what, change, is) => {
    expect(compareHours(SHIPPED, { ...SHIPPED, ...change } as Hours, 'production')).toBe(is);
  });

  it('open what they say they do', () => {
    const week = { from: at('15T00:00'), to: at('22T00:00') };
    expect(openSpans(SHIPPED, 'production', week).map(({ from, to }) => `${said(from)}-${said(to)}`)).toEqual([
      '15T08:00-15T18:00',
      '16T08:00-16T18:00',
      '17T08:00-17T18:00',
      '18T08:00-18T18:00',
    ]);
  });
});
