import { describe, expect, it } from 'vitest';
import { ago, dayName, fieldTime, formatDate, knownZone, secondsOfField } from '../../../local/page/time.ts';

/** 2026-08-30 22:30 UTC: the 31st in Berlin already. */
const LATE = Date.UTC(2026, 7, 30, 22, 30) / 1000;

describe('formatDate', () => {
  it.each([
    ['{date_num} {time}', 'UTC', '2026-08-30 22:30'],
    ['{date_num} {time_secs}', 'Europe/Berlin', '2026-08-31 00:30:00'],
    ['{date_short_pretty} at {time}', 'UTC', 'today at 22:30'],
    ['{date} {time}', 'America/New_York', '30 August 2026 18:30'],
    ['{nothing}', 'UTC', '{nothing}'],
  ])('fills %j in %s', (template, zone, filled) => {
    expect(formatDate(template, LATE, zone, LATE)).toBe(filled);
  });

  it.each([
    [-86_400, 'tomorrow'],
    [86_400, 'yesterday'],
    [3 * 86_400, '30 Aug 2026'],
  ])('says how the day looks from %i s later', (later, words) => {
    expect(formatDate('{date_short_pretty}', LATE, 'UTC', LATE + later)).toBe(words);
  });
});

describe('ago', () => {
  it.each([
    [0, '0 s ago'],
    [119, '1 min ago'],
    [-119, 'in 1 min'],
    [7200, '2 h ago'],
    [-200_000, 'in 2 d'],
  ])('tells %i s as %j', (distance, words) => {
    expect(ago(LATE, LATE + distance)).toBe(words);
  });
});

describe('dayName', () => {
  it('goes by the reader’s day', () => {
    expect(dayName(LATE, 'Europe/Berlin', LATE - 3600)).toBe('Tomorrow');
  });
});

describe('knownZone', () => {
  it('replaces a zone that no browser knows', () => {
    expect(knownZone('Mars/Olympus')).not.toBe('Mars/Olympus');
  });
});

describe('a field of a day and a time', () => {
  it.each([
    ['2026-12-24T18:00', 'Europe/Berlin', Date.UTC(2026, 11, 24, 17)],
    ['2026-07-01T00:30', 'America/New_York', Date.UTC(2026, 6, 1, 4, 30)],
    ['2026-10-25T01:30', 'Europe/Berlin', Date.UTC(2026, 9, 24, 23, 30)],
    ['2026-10-25T03:30', 'Europe/Berlin', Date.UTC(2026, 9, 25, 2, 30)],
    ['2026-03-29T03:30', 'Europe/Berlin', Date.UTC(2026, 2, 29, 1, 30)],
    ['2026-12-24T18:00', 'UTC', Date.UTC(2026, 11, 24, 18)],
  ])('%s in %s is that moment, and back', (local, zone, at) => {
    expect(secondsOfField(local, zone)).toBe(at / 1_000);
    expect(fieldTime(at / 1_000, zone)).toBe(local);
  });
});
