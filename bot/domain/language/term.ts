import { HOUR, type Instant } from '../instant.ts';

/** How long something holds, as it was said: `7d`, or through a day. Neither: until it is taken back. */
export type Term = { for?: string; until?: string };

const UNITS: Record<string, number> = { h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR };
const LONGEST = 366 * 24 * HOUR;

export const TIME_ALLOWED = 'a number and `h`, `d` or `w`, such as `12h`, `7d` or `2w`; at most `366d`';
export const DAY_ALLOWED = 'a day as `2026-12-24`, which is included; its end in UTC counts';

/** `7d` in milliseconds; undefined when it is none, or longer than a year. */
export function readTime(text: string): number | undefined {
  const [, count, unit = ''] = /^([1-9][0-9]{0,3})([hdw])$/.exec(text) ?? [];
  const time = Number(count) * (UNITS[unit] ?? 0);
  return time > 0 && time <= LONGEST ? time : undefined;
}

/** The end of a day, in UTC; undefined when there is no such day. */
export function readDay(text: string): Instant | undefined {
  if (!/^2[0-9]{3}-[0-9]{2}-[0-9]{2}$/.test(text)) return undefined;
  const begins = Date.parse(`${text}T00:00:00Z`);
  // A 30th of February is taken for a day in March: written again, it is another day.
  const exists = !Number.isNaN(begins) && new Date(begins).toISOString().startsWith(text);
  return exists ? begins + 24 * HOUR : undefined;
}

/** When the term ends. Throws on one that was not read by `readTime` or `readDay`. */
export function endOf(term: Term, now: Instant): Instant | undefined {
  if (term.for === undefined && term.until === undefined) return undefined;
  const time = term.for === undefined ? undefined : readTime(term.for);
  const end = time === undefined ? readDay(term.until ?? '') : now + time;
  if (end === undefined) throw new Error(`not a term: ${term.for ?? term.until}`);
  return end;
}
