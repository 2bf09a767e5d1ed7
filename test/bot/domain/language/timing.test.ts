import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEEKDAYS } from '../../../../bot/domain/calendar/week.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { readTiming, writeTiming } from '../../../../bot/domain/language/read-timing.ts';
import { cut } from '../../../../bot/domain/language/tokens.ts';
import { ok } from '../../../../bot/domain/result.ts';
import type { Timing } from '../../../../bot/domain/schedule/timing.ts';
import { vocabulary, vocabularyWithTargets } from './fixtures.ts';

const read = (text: string) => parse(text, vocabulary);
const RESTART = 'restart nginx on host-7';

describe('when a command is to run', () => {
  it.each([
    ['at 02:00', 'at 02:00'],
    ['at 2:00am', 'at 02:00'],
    ['tomorrow 6:00', 'at tomorrow 06:00'],
    ['tomorrow at 6:00', 'at tomorrow 06:00'],
    ['at tomorrow 6:00', 'at tomorrow 06:00'],
    ['Sunday 03:00 UTC', 'at sunday 03:00 UTC'],
    ['2026-12-24 12:00 Europe/Berlin', 'at 2026-12-24 12:00 Europe/Berlin'],
    ['at Dec 24 12:00', 'at 24 december 12:00'],
    ['at 24 december 2026 12:00', 'at 2026-12-24 12:00'],
    ['at noon', 'at 12:00'],
    ['in 30min', 'in 30min'],
    ['in 90 minutes', 'in 1h30min'],
  ])('is understood from %j', (said, canonical) => {
    const sentence = read(`${RESTART} ${said} because "worker leak"`);
    expect(sentence).toMatchObject(
      ok({
        is: 'command',
        sentence: `${RESTART} ${canonical} because "worker leak"`,
        command: { targets: { names: ['host-7'] } },
      }),
    );
  });

  it.each([
    ['at 2', '2'],
    ['at lunchtime', 'lunchtime'],
    ['at', 'does not say when'],
    ['in 30', 'no unit'],
    ['in 91d', 'too long'],
    ['at 2026-02-30 12:00', 'no calendar has that day'],
    ['at 25:00', '25:00'],
    ['tomorrow 6:00 Mars/Phobos', 'no time zone'],
  ])('is refused in words for %j', (said, why) => {
    const sentence = read(`${RESTART} ${said}`);
    expect(sentence).toMatchObject({ ok: false, error: { is: 'not-understood', why: expect.stringContaining(why) } });
    expect(sentence).toMatchObject({ error: { example: expect.stringContaining(' at 02:00 ') } });
  });

  it.each([
    ['every sunday 03:00', 'every sunday 03:00'],
    ['every day 2:00am', 'every day 02:00'],
    ['every weekday at 6:00 Europe/Berlin', 'every weekday 06:00 Europe/Berlin'],
    ['every Monday and thursday 22:30', 'every monday, thursday 22:30'],
    ['every sundays noon UTC', 'every sunday 12:00 UTC'],
  ])('may come again and again: %j', (said, canonical) => {
    const sentence = `${RESTART} ${canonical} because "it leaks"`;
    expect(read(`${RESTART} ${said} because "it leaks"`)).toMatchObject(
      ok({ is: 'command', sentence, command: { when: { is: 'every' } } }),
    );
    expect(read('backup now on host-4 every day 02:00')).toMatchObject(ok({ command: { when: { is: 'every' } } }));
  });

  it.each([
    ['every 0 days', 'names no days'],
    ['every 0 days 03:00', 'names no days'],
    ['every 2 hours', 'names no days'],
    ['every funday 03:00', 'names no days'],
    ['every month on the 1st 04:00', 'names no days'],
    ['every sunday', 'at what time'],
    ['every', 'names no days'],
    ['every sunday 25:00', '25:00'],
    ['every sunday 03:00 +02:00', 'summer time'],
    ['every sunday 03:00 Mars/Phobos', 'no time zone'],
    ['every day tomorrow 03:00', 'names no days'],
  ])('is refused in words for %j, with an example that repeats', (said, why) => {
    expect(read(`${RESTART} ${said}`)).toMatchObject({
      ok: false,
      error: {
        is: 'not-understood',
        why: expect.stringContaining(why),
        allowed: expect.stringContaining('every'),
        example: expect.stringContaining('every sunday 03:00'),
      },
    });
  });

  it('stands after how it goes over its hosts, and is not `one at a time`', () => {
    const sentence = 'restart nginx on all user hosts in waves 1, 100% one at a time at 02:00';
    expect(read(sentence)).toMatchObject(
      ok({ sentence, command: { rollout: { oneAtATime: true }, when: { is: 'at' } } }),
    );
    expect(read('restart nginx on all user hosts one at a time')).not.toHaveProperty('value.command.when');
  });

  it('is never dropped in silence: no form, no plan, no sentence with a gap has a place for it', () => {
    for (const text of [`form ${RESTART} at 02:00`, `plan ${RESTART} at 02:00`, 'restart nginx at 02:00']) {
      expect(read(text)).toMatchObject({ ok: false, error: { is: 'not-understood' } });
    }
  });

  it('is kept in what is suggested instead of a misspelt command', () => {
    const suggested = parse('restrat ngnix on host-7 at 02:00', vocabularyWithTargets);
    expect(suggested).toMatchObject({ ok: false, error: { is: 'suggestion', sentence: `${RESTART} at 02:00` } });
  });

  it('is not what stands in quotes, or in the reason', () => {
    const sentence = read(`${RESTART} because at 02:00 nobody looks`);
    expect(sentence).toMatchObject(ok({ command: { because: 'at 02:00 nobody looks' } }));
    expect(sentence.ok && sentence.value).not.toHaveProperty('command.when');
  });

  it('is left to a command that has the word itself', () => {
    const sentence = read('recover host-7 at 2026-11-20T03:00:00Z');
    expect(JSON.stringify(sentence)).not.toContain('"when"');
  });
});

const clock = { hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) };
const zones = fc.option(fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'), { nil: undefined });
const days = fc
  .uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 })
  .map((some) => WEEKDAYS.filter((day) => some.includes(day)));
const day = fc.option(fc.constantFrom('today', 'tomorrow', ...WEEKDAYS, { year: 2027, month: 3, day: 28 }), {
  nil: undefined,
});
const timings: fc.Arbitrary<Timing> = fc.oneof(
  fc.integer({ min: 1, max: 90 * 24 * 60 }).map((minutes): Timing => ({ is: 'in', length: minutes * MINUTE })),
  fc.record({ ...clock, zone: zones, day }).map(
    ({ zone, day: on, ...time }): Timing => ({
      is: 'at',
      moment: { ...time, ...(zone !== undefined && { zone }), ...(on !== undefined && { day: on as 'today' }) },
    }),
  ),
  fc
    .record({ ...clock, zone: zones, days })
    .map(({ zone, ...time }): Timing => ({ is: 'every', ...time, ...(zone !== undefined && { zone }) })),
);

it('what is written of a time is read as the same again', () => {
  fc.assert(
    fc.property(timings, (timing) => {
      expect(readTiming(cut(writeTiming(timing)).tokens)).toEqual(ok(timing));
    }),
    {
      numRuns: 1_000,
    },
  );
});
