import type { DayNamed, Moment } from '../calendar/moment.ts';
import { WEEKDAYS } from '../calendar/week.ts';
import { isDay, isZone, offsetWords, UTC } from '../calendar/zone.ts';
import { HOUR, MINUTE } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import { sayBack } from './letters.ts';

/** Why words are no time, and what may stand there. */
export type NoTime = { why: string; allowed: string };

export const MOMENT_ALLOWED =
  'a day and a time: `friday 9:00`, `tomorrow 18:30`, `2026-12-24 12:00`, `24 december 12:00`, or the time alone; after it a zone where another one is meant: `UTC`, `Europe/Berlin`, `+02:00`';
export const LENGTH_ALLOWED = 'a number with its unit: `30min`, `2h`, `1h30min`, `3d`, `1w`';

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^m(?:in(?:ute)?s?)?$/, MINUTE],
  [/^h(?:(?:ou)?rs?)?$/, HOUR],
  [/^d(?:ays?)?$/, 24 * HOUR],
  [/^w(?:(?:ee)?ks?)?$/, 7 * 24 * HOUR],
];

/** Reads a length of time, `2h` or `1 day 12 hours`, in milliseconds. Nothing and less than nothing are none. */
export function readLength(words: readonly string[], most: number): Result<number, NoTime> {
  const text = words.join(' ').toLowerCase();
  const no = (why: string) =>
    err<NoTime>({ why: `${sayBack(text)} ${why}`, allowed: `${LENGTH_ALLOWED}; at most \`${writeLength(most)}\`` });
  if (/^[-−–]/.test(text)) return no('is less than nothing: time does not run backwards');
  if (/^[0-9.]+$/.test(text)) return no('has no unit: minutes, hours, days?');
  const parts = [...text.matchAll(/([0-9]{1,6}) ?([a-z]+)/g)];
  const rest = text.replace(/[0-9]{1,6} ?[a-z]+/g, '').trim();
  if (parts.length === 0 || rest !== '') return no('is no length of time');
  let sum = 0;
  for (const [, count, name = ''] of parts) {
    const unit = UNITS.find(([pattern]) => pattern.test(name));
    if (!unit) return no(`has a unit that I do not know: ${sayBack(name)}`);
    sum += Number(count) * unit[1];
  }
  if (sum === 0) return no('is no time at all');
  return sum > most ? no('is too long') : ok(sum);
}

/** The one way to write a length: `1d12h`. Reading it gives the same again. */
export function writeLength(length: number): string {
  const units: [string, number][] = [
    ['d', 24 * HOUR],
    ['h', HOUR],
    ['min', MINUTE],
  ];
  let left = length;
  const words = units.map(([name, unit]) => {
    const count = Math.floor(left / unit);
    left -= count * unit;
    return count === 0 ? '' : `${count}${name}`;
  });
  return words.join('');
}

/** Reads a moment as people say it. Whether it is to come, and whether clocks ever say it, is asked later (`momentAt`). */
export function readMoment(words: readonly string[]): Result<Moment, NoTime> {
  const left = words.filter((word) => word.toLowerCase() !== 'at');
  const no = (why: string) => err<NoTime>({ why, allowed: MOMENT_ALLOWED });
  const day = readDayNamed(left);
  if (day && !day.ok) return no(day.error);
  const said = day ? left.slice(0, day.value.words).join(' ') : '';
  const [clock = '', more, ...others] = day ? left.slice(day.value.words) : left;
  if (clock === '')
    return no(
      `${sayBack(said)} alone does not say when on that day: \`${said} 0:00\` is its beginning, \`${said} 23:59\` its end`,
    );
  const joint =
    more !== undefined && /^[ap]\.?m\.?$/i.test(more) ? [`${clock}${more}`, ...others] : [clock, more, ...others];
  const time = readClock(joint[0] ?? '');
  if (!time) return no(`${sayBack(joint[0] ?? '')} is no time of the day`);
  const place = readPlace(joint.slice(1).filter((word) => word !== undefined));
  if (!place.ok) return no(place.error);
  return ok({ ...(day?.ok && { day: day.value.day }), ...time, ...place.value });
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

/** A day, and how many words name it. */
type DayRead = Result<{ day: DayNamed; words: number }, string>;

/** Undefined when the first word is about no day. */
function readDayNamed([first = '', second = '', third = '']: readonly string[]): DayRead | undefined {
  const word = first.toLowerCase();
  if (word === 'today' || word === 'tomorrow') return ok({ day: word, words: 1 });
  const weekday = WEEKDAYS.find((one) => one === word || (word.length >= 3 && one.startsWith(word)));
  if (weekday) return ok({ day: weekday, words: 1 });
  const [, year, month, day] = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/.exec(word) ?? [];
  if (year === undefined) return readDayOfMonth([first, second], third);
  return dayThatIs({ year: Number(year), month: Number(month), day: Number(day) }, [first]);
}

/** `24 december`, `dec 24th`, with a year behind it or without. */
function readDayOfMonth([first, second]: readonly [string, string], third: string): DayRead | undefined {
  const [month, day] = monthNamed(second) > 0 ? [monthNamed(second), first] : [monthNamed(first), second];
  const [, number] = /^([0-9]{1,2})(?:st|nd|rd|th|\.)?$/i.exec(day) ?? [];
  if (month === 0 || number === undefined) return undefined;
  const date = { month, day: Number(number) };
  const isYear = /^[0-9]{4}$/.test(third);
  return isYear
    ? dayThatIs({ ...date, year: Number(third) }, [first, second, third])
    : dayThatIs(date, [first, second]);
}

/** Its number; 0 of no month. */
function monthNamed(text: string): number {
  const word = text.toLowerCase().replace(/\.$/, '');
  return word.length < 3 ? 0 : MONTHS.findIndex((one) => one.startsWith(word)) + 1;
}

/** A year with 29 days in February stands for all where none is said. */
function dayThatIs(date: Extract<DayNamed, object>, words: readonly string[]): DayRead {
  if (isDay({ year: 2028, ...date })) return ok({ day: date, words: words.length });
  return err(`there is no ${words.join(' ').toLowerCase()}: no calendar has that day`);
}

const CLOCKS = new Map<string, Clock>([
  ['noon', { hour: 12, minute: 0 }],
  ['midnight', { hour: 0, minute: 0 }],
]);
type Clock = Pick<Moment, 'hour' | 'minute'>;

function readClock(text: string): Clock | undefined {
  const word = text.toLowerCase().replaceAll('.', '');
  return CLOCKS.get(word) ?? readTwelve(word) ?? readTwentyFour(word);
}

/** `9am`, `9:30pm`. */
function readTwelve(word: string): Clock | undefined {
  const [, hours, minutes = '0', half] = /^([1-9]|1[0-2])(?::([0-5][0-9]))?([ap])m$/.exec(word) ?? [];
  if (hours === undefined) return undefined;
  return { hour: (Number(hours) % 12) + (half === 'p' ? 12 : 0), minute: Number(minutes) };
}

/** `9:30`, `09:30`. An hour alone is none: it may be of the morning or of the evening. */
function readTwentyFour(word: string): Clock | undefined {
  const [, hours, minutes] = /^([01]?[0-9]|2[0-3]):([0-5][0-9])$/.exec(word) ?? [];
  return hours === undefined ? undefined : { hour: Number(hours), minute: Number(minutes) };
}

type Place = Pick<Moment, 'zone' | 'offset'>;

function readPlace([text, more]: readonly string[]): Result<Place, string> {
  if (more !== undefined) return err(`I do not know what to do with ${sayBack(more)}`);
  if (text === undefined) return ok({});
  if (/^(?:utc|gmt|z)$/i.test(text)) return ok({ zone: UTC });
  const [, sign, hours, minutes] = /^(?:utc)?([+-])([0-9]{1,2}):?([0-9]{2})?$/i.exec(text) ?? [];
  if (hours !== undefined) {
    const offset = (Number(hours) * HOUR + Number(minutes ?? 0) * MINUTE) * (sign === '-' ? -1 : 1);
    return Math.abs(offset) <= 14 * HOUR ? ok({ offset }) : err(`no clocks are ${sayBack(text)} from UTC`);
  }
  return isZone(text) ? ok({ zone: text }) : err(`there is no time zone ${sayBack(text)}`);
}

/** The one way to write a moment: reading it gives the same again. */
export function writeMoment({ day, hour, minute, zone, offset }: Moment): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = typeof day === 'object' ? writeDate(day) : day;
  const place = offset === undefined ? zone : offsetWords(offset);
  return [date, `${two(hour)}:${two(minute)}`, place].filter((part) => part !== undefined).join(' ');
}

function writeDate({ year, month, day }: Extract<DayNamed, object>): string {
  if (year === undefined) return `${day} ${MONTHS[month - 1]}`;
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}
