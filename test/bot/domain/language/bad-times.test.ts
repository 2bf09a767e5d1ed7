import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { vocabulary } from './fixtures.ts';

/** Slips of the thumb in times and shares: each is answered with what was wrong, what is allowed, and a sentence to copy. */
const SLIPS: [text: string, why: string, allowed: string][] = [
  ['restart nginx on host-7 at 2027-02-31 03:00', 'no calendar has that day', 'friday 9:00'],
  ['restart nginx on host-7 at 31 february 03:00', 'no calendar has that day', 'friday 9:00'],
  ['freeze production until 2027-02-31 9:00 because x', 'no calendar has that day', 'friday 9:00'],
  ['restart nginx on host-7 in 2', 'no unit', '30min'],
  ['restart nginx on host-7 in 0h', 'no time at all', '30min'],
  ['freeze production for 2 because x', 'no unit', '30min'],
  ['freeze production for -2h because x', 'less than nothing', '30min'],
  ['freeze production for 0min because x', 'no time at all', '30min'],
  ['freeze production for 32d because x', 'too long', '31d'],
  ['freeze production for 2 fortnights because x', 'unit that I do not know', '30min'],
  ['freeze production until because x', 'does not say until when', 'freeze'],
  ['freeze production because x', 'does not say until when', 'freeze'],
  ['lock host-7 for 2 because x', 'no unit', '30min'],
  ['lock host-7 for -1h because x', 'less than nothing', '30min'],
  ['lock host-7 for 8d because x', 'too long', '7d'],
  ['restart nginx on host-5, host-6 in waves 0', '0', '25%'],
  ['restart nginx on host-5, host-6 in waves 0, 100%', '0', '25%'],
  ['restart nginx on host-5, host-6 in waves 130%', '130%', '100%'],
  ['restart nginx on host-5, host-6 in waves 1, 130%', '130%', '100%'],
  ['restart nginx on host-5, host-6 in waves -1', '-1', '25%'],
  ['restart nginx on host-4 every 0 days', 'names no days', 'every sunday 03:00'],
  ['restart nginx on host-4 every funday 03:00', 'names no days', 'every sunday 03:00'],
  ['end schedule', 'does not say which one', 'S-'],
  ['end schedule nightly', 'not the id', 'S-'],
  ['pause schedule S-4KQ7M now', 'now', 'pause schedule'],
  ['resume schedule R-8C2MX', 'not the id', 'S-'],
  ['resume schedule S-4KQ7M because x', 'takes no reason', 'resume schedule'],
];

describe('a time or a share that cannot be', () => {
  it.each(SLIPS)('%s', (text, why, allowed) => {
    const read = parse(text, vocabulary);
    expect(read).toMatchObject({ ok: false, error: { is: 'not-understood' } });
    if (read.ok || read.error.is !== 'not-understood') return;
    expect(read.error.why).toContain(why);
    expect(`${read.error.allowed} ${read.error.example}`).toContain(allowed);
    expect(parse(read.error.example, vocabulary)).toMatchObject({ ok: true });
  });
});
