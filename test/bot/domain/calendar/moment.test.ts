import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentAt } from '../../../../bot/domain/calendar/moment.ts';
import { firstMomentOf, isZone, momentsOf, wallTimeAt } from '../../../../bot/domain/calendar/zone.ts';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import { readLength, readMoment, writeLength, writeMoment } from '../../../../bot/domain/language/read-time.ts';

const BERLIN = 'Europe/Berlin';
/** A Wednesday, 13:00 in Berlin. */
const NOW = Date.UTC(2026, 10, 18, 12);

function read(text: string, { now = NOW, zone = BERLIN } = {}): string {
  const moment = readMoment(text.split(' '));
  if (!moment.ok) return moment.error.why;
  const at = momentAt(moment.value, { now, zone });
  if (at.ok) return new Date(at.value).toISOString().slice(0, 16);
  const { reason } = at.error;
  if (reason === 'past') return `past: ${new Date(at.error.at).toISOString().slice(0, 16)}`;
  return reason === 'skipped' ? `skipped: ${at.error.next}` : `twice: ${at.error.offsets.join(' ')}`;
}

describe('a moment as people say it', () => {
  it.each([
    ['friday 9:00', '2026-11-20T08:00'],
    ['fri 9:00 UTC', '2026-11-20T09:00'],
    ['friday at 9am', '2026-11-20T08:00'],
    ['friday 12 pm', '2026-11-20T11:00'],
    ['friday 9:00 America/New_York', '2026-11-20T14:00'],
    ['friday 9:00 +05:30', '2026-11-20T03:30'],
    ['18:00', '2026-11-18T17:00'],
    ['9:00', '2026-11-19T08:00'],
    ['today 18:00', '2026-11-18T17:00'],
    ['tomorrow midnight', '2026-11-18T23:00'],
    ['2026-12-24 12:00', '2026-12-24T11:00'],
    ['24 december 12:00', '2026-12-24T11:00'],
    ['Dec 24th at noon', '2026-12-24T11:00'],
    ['24. Dec. 2027 12:00', '2027-12-24T11:00'],
    ['1 march 9:00', '2027-03-01T08:00'],
    ['18 november 13:01', '2026-11-18T12:01'],
    ['18 november 13:00', '2027-11-18T12:00'],
    ['29 february 9:00', '2028-02-29T08:00'],
    ['29 february 2027 9:00', 'there is no 29 february 2027: no calendar has that day'],
    ['31 february 9:00', 'there is no 31 february: no calendar has that day'],
    ['0 may 9:00', 'there is no 0 may: no calendar has that day'],
    ['may 9:00', '`may` is no time of the day'],
    ['2028-02-29 0:00', '2028-02-28T23:00'],
    ['wednesday 13:01', '2026-11-18T12:01'],
    ['wednesday 13:00', '2026-11-25T12:00'],
    ['today 9:00', 'past: 2026-11-18T08:00'],
    ['2026-11-18 13:00', 'past: 2026-11-18T12:00'],
    ['2020-01-01 9:00', 'past: 2020-01-01T08:00'],
    ['2027-02-30 9:00', 'there is no 2027-02-30: no calendar has that day'],
    ['2027-13-01 9:00', 'there is no 2027-13-01: no calendar has that day'],
    ['friday 24:00', '`24:00` is no time of the day'],
    ['friday 9:60', '`9:60` is no time of the day'],
    ['friday 9', '`9` is no time of the day'],
    ['friday 13pm', '`13pm` is no time of the day'],
    ['friday 9:00 Europe/Berlim', 'there is no time zone `Europe/Berlim`'],
    ['friday 9:00 +15:00', 'no clocks are `+15:00` from UTC'],
    ['friday 9:00 UTC please', 'I do not know what to do with `please`'],
    ['soon', '`soon` is no time of the day'],
  ])('%s is %s', (text, said) => {
    expect(read(text)).toBe(said);
  });

  it('alone a day does not say when', () => {
    expect(read('friday')).toContain('alone does not say when');
    expect(read('24 december')).toContain('`24 december 23:59` its end');
  });

  it.each([
    // Berlin: 02:00 to 03:00 is skipped on 2027-03-28, and said twice on 2026-10-25.
    ['2027-03-28 2:30', NOW, 'skipped: 2027-03-28 03:00'],
    ['2027-03-28 1:59', NOW, '2027-03-28T00:59'],
    ['2027-03-28 3:00', NOW, '2027-03-28T01:00'],
    ['2026-10-25 2:30', Date.UTC(2026, 9, 20), 'twice: +02:00 +01:00'],
    ['2026-10-25 2:30 +01:00', Date.UTC(2026, 9, 20), '2026-10-25T01:30'],
    ['sunday 2:30', Date.UTC(2026, 9, 23), 'twice: +02:00 +01:00'],
  ])('%s where clocks are changed', (text, now, said) => {
    expect(read(text, { now })).toBe(said);
  });

  it('is refused where clocks skip a whole day', () => {
    // Samoa went from the 29th to the 31st of December 2011.
    const before = Date.UTC(2011, 11, 29, 12);
    expect(read('2011-12-30 12:00', { now: before, zone: 'Pacific/Apia' })).toBe('skipped: 2011-12-31 00:00');
  });
});

const words = fc.record(
  {
    day: fc.constantFrom('today', 'tomorrow', 'friday', '2027-01-31'),
    clock: fc.constantFrom('0:00', '9:05', '23:59', '7pm', 'noon'),
    place: fc.constantFrom('UTC', BERLIN, '-03:30', '+14:00'),
  },
  { requiredKeys: ['clock'] },
);

describe('writing', () => {
  it('a moment and reading it gives the same again', () => {
    fc.assert(
      fc.property(words, ({ day, clock, place }) => {
        const moment = readMoment([day, clock, place].filter((one) => one !== undefined));
        if (!moment.ok) throw new Error(moment.error.why);
        expect(readMoment(writeMoment(moment.value).split(' '))).toEqual(moment);
      }),
    );
  });

  it('a length and reading it gives the same again', () => {
    const most = 60 * 24 * HOUR;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: most / MINUTE }), (minutes) => {
        expect(readLength([writeLength(minutes * MINUTE)], most)).toEqual({ ok: true, value: minutes * MINUTE });
      }),
    );
  });
});

describe('a length of time', () => {
  const length = (text: string) => {
    const read = readLength(text.split(' '), 30 * 24 * HOUR);
    return read.ok ? read.value / MINUTE : read.error.why;
  };
  it.each([
    ['2h', 120],
    ['2 hours', 120],
    ['90m', 90],
    ['90 min', 90],
    ['1h30min', 90],
    ['1 day 12 hours', 2160],
    ['1w', 10_080],
    ['2', '`2` has no unit: minutes, hours, days?'],
    ['-2h', '`-2h` is less than nothing: time does not run backwards'],
    ['−2h', '`−2h` is less than nothing: time does not run backwards'],
    ['0h', '`0h` is no time at all'],
    ['2 fortnights', '`2 fortnights` has a unit that I do not know: `fortnights`'],
    ['31d', '`31d` is too long'],
    ['1.5h', '`1.5h` is no length of time'],
    ['soon', '`soon` is no length of time'],
  ])('%s', (text, said) => {
    expect(length(text)).toBe(said);
  });
});

describe('the clocks of a zone', () => {
  const zones = [
    'UTC',
    BERLIN,
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'America/St_Johns',
  ];
  const minutes = fc.integer({ min: 0, max: 40 * 366 * 24 * 60 }).map((at) => Date.UTC(2000, 0, 1) + at * MINUTE);

  it('say at each moment what that moment is found by', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, (zone, at) => {
        const wall = wallTimeAt(at, zone);
        const moments = momentsOf(wall, zone);
        expect(moments).toContain(at);
        expect(moments.map((one) => wallTimeAt(one, zone))).toEqual(moments.map(() => wall));
        expect(firstMomentOf(wall, zone)).toBe(moments[0]);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['UTC', true],
    [BERLIN, true],
    ['Etc/GMT+3', true],
    ['Europe/Berlim', false],
    ['+02:00', false],
    ['', false],
    ['__proto__', false],
  ])('of %s are known: %s', (name, known) => {
    expect(isZone(name)).toBe(known);
  });
});
