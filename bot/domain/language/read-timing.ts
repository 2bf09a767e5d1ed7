import { WEEKDAYS, type Weekday } from '../calendar/week.ts';
import { err, ok, type Result } from '../result.ts';
import { FURTHEST } from '../schedule/limits.ts';
import type { Repeat, Timing } from '../schedule/timing.ts';
import { sayBack } from './letters.ts';
import { patternWords } from './patterns.ts';
import { MOMENT_ALLOWED, type NoTime, readLength, readMoment, writeLength, writeMoment } from './read-time.ts';
import type { Token } from './tokens.ts';

export const REPEAT_ALLOWED =
  'a day and a time: `every day 03:00`, `every sunday 03:00`, `every monday, thursday 22:30`, `every weekday 6:00`; after it the name of a zone where another one is meant: `UTC`, `Europe/Berlin`';

const DATE = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$/;
const OPENERS: ReadonlySet<string> = new Set(['at', 'every', 'in', 'today', 'tomorrow', ...WEEKDAYS]);
const WORKING: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** A sentence without the words that say when, and these words. */
export type Timed = { tokens: Token[]; when: Token[] };

/**
 * Takes the words that say when off the end of a command: from `at`, `every`, `in 2h`, or a day with a time after it. Words
 * that the command's own pattern has (`recover host-7 at …`) are its own, and quoted words are none.
 */
export function takeTiming(tokens: readonly Token[], pattern: string): Timed {
  const own = patternWords(pattern);
  const begins = tokens.findIndex((token, at) => at > 0 && opens(token, tokens[at + 1], own));
  return begins < 0
    ? { tokens: [...tokens], when: [] }
    : { tokens: tokens.slice(0, begins), when: tokens.slice(begins) };
}

function opens(token: Token, next: Token | undefined, own: ReadonlySet<string>): boolean {
  const word = token.text.toLowerCase();
  if (token.is !== 'word' || !(OPENERS.has(word) || DATE.test(word)) || own.has(word)) return false;
  if (word === 'at') return next?.text.toLowerCase() !== 'a'; // `one at a time`
  if (word === 'every') return true;
  const number = next?.is === 'word' && /^[0-9]/.test(next.text);
  if (word === 'in') return number;
  return isClock(next);
}

function isClock(token: Token | undefined): boolean {
  return token?.is === 'word' && /^(?:[0-9]{1,2}(?:[:.]?[0-9]{2})?(?:[ap]m)?|noon|midnight|at)$/i.test(token.text);
}

/** Reads what `takeTiming` took. Whether that time ever comes is asked later, where somebody's zone is known. */
export function readTiming(when: readonly Token[]): Result<Timing, NoTime> {
  const words = when.filter(({ is }) => is !== 'comma').map(({ text }) => text);
  const [first = '', ...rest] = words;
  if (first.toLowerCase() === 'every') return readRepeat(rest);
  if (first.toLowerCase() === 'in') {
    const length = readLength(rest, FURTHEST);
    return length.ok ? ok({ is: 'in', length: length.value }) : length;
  }
  if (words.length === 1) return err({ why: `${sayBack(first)} does not say when`, allowed: MOMENT_ALLOWED });
  const moment = readMoment(words);
  return moment.ok ? ok({ is: 'at', moment: moment.value }) : moment;
}

function readRepeat(words: readonly string[]): Result<Timing, NoTime> {
  const no = (why: string) => err<NoTime>({ why, allowed: REPEAT_ALLOWED });
  const clock = words.findIndex((word) => /^[0-9]/.test(word) || /^(?:at|noon|midnight)$/i.test(word));
  const names = clock < 0 ? words : words.slice(0, clock);
  const days = readDays(names);
  if (!days) return no(`${sayBack(['every', ...words].join(' '))} names no days of the week`);
  if (clock < 0) return no(`${sayBack(['every', ...words].join(' '))} does not say at what time`);
  const read = readMoment(words.slice(clock));
  if (!read.ok) return no(read.error.why);
  const { day, offset, ...time } = read.value;
  if (day !== undefined) return no('the day stands before the time');
  if (offset !== undefined) return no('an offset knows no summer time, which comes while it repeats');
  return ok({ is: 'every', days, ...time });
}

/** `day`, `weekday`, or names of days, with or without `and` between them. */
function readDays(words: readonly string[]): Weekday[] | undefined {
  const said = words.map((word) => word.toLowerCase().replace(/,$/, '')).filter((word) => word !== 'and');
  const [only] = said;
  if (said.length === 1 && only === 'day') return [...WEEKDAYS];
  if (said.length === 1 && (only === 'weekday' || only === 'workday')) return [...WORKING];
  const named = said.map((word) =>
    WEEKDAYS.find((day) => word.length >= 3 && (day.startsWith(word) || `${day}s` === word)),
  );
  if (named.length === 0 || named.some((day) => day === undefined)) return undefined;
  return WEEKDAYS.filter((day) => named.includes(day));
}

/** The one way to write when: reading it gives the same again. */
export function writeTiming(timing: Timing): string {
  switch (timing.is) {
    case 'at':
      return `at ${writeMoment(timing.moment)}`;
    case 'in':
      return `in ${writeLength(timing.length)}`;
    case 'every':
      return `every ${writeDays(timing)} ${writeMoment({ hour: timing.hour, minute: timing.minute, ...(timing.zone !== undefined && { zone: timing.zone }) })}`;
    default:
      return timing satisfies never;
  }
}

function writeDays({ days }: Repeat): string {
  if (days.length === WEEKDAYS.length) return 'day';
  if (days.length === WORKING.length && WORKING.every((day) => days.includes(day))) return 'weekday';
  return days.join(', ');
}
