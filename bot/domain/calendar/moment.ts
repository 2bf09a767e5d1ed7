import { HOUR, type Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import { WEEKDAYS, type Weekday } from './week.ts';
import {
  daysLater,
  isDay,
  momentsOf,
  offsetAt,
  offsetWords,
  UTC,
  type WallTime,
  wallTimeAt,
  weekdayOf,
} from './zone.ts';

/** A day of the calendar, as people say it. Without a year it is the next one, or of what was the last one. */
export type DayNamed = 'today' | 'tomorrow' | Weekday | { year?: number; month: number; day: number };

/** A moment as it was said: `friday 9:00`. `offset`: of the clocks there, where it says one (`+02:00`), in milliseconds. */
export type Moment = { day?: DayNamed; hour: number; minute: number; zone?: string; offset?: number };

/** Why a moment that was said is none. `clock`: what the clocks were to say. */
export type MomentRefusal =
  | { reason: 'past'; at: Instant }
  /** The clocks are put forward and never say it. `next`: what they say first after it. */
  | { reason: 'skipped'; clock: string; zone: string; next: string }
  /** The clocks are put back and say it twice. `offsets`: which of the two, as it can be said. */
  | { reason: 'twice'; clock: string; zone: string; offsets: string[] };

/**
 * The moment that is meant, when it is said at `now` by somebody whose clocks are in `zone`.
 *
 * A time alone is the next one; a weekday is today only as long as the time is still to come. Nothing is guessed where
 * clocks are changed: what they skip or say twice is refused.
 */
export function momentAt(
  moment: Moment,
  { now, zone: own }: { now: Instant; zone: string },
): Result<Instant, MomentRefusal> {
  const zone = moment.zone ?? own;
  const candidates = datesOf(moment.day, wallTimeAt(now + (moment.offset ?? 0), placeOf(moment, zone)));
  let refusal: MomentRefusal | undefined;
  for (const date of candidates) {
    const read = onDate(moment, date, zone);
    if (!read.ok) return read;
    if (read.value > now) return read;
    refusal = { reason: 'past', at: read.value };
  }
  return err(refusal ?? { reason: 'past', at: now });
}

/** Why a moment of what was is none: it is to come, or its clocks are no clocks. */
export type PastRefusal = Exclude<MomentRefusal, { reason: 'past' }> | { reason: 'future'; at: Instant };

/**
 * The moment of what was that is meant, when it is said at `now` by somebody whose clocks are in `zone`: a time alone is the last time
 * that these said so, a weekday the last one of these. What they skip is refused, and what they have said twice by now.
 */
export function pastMomentAt(
  moment: Moment,
  { now, zone: own }: { now: Instant; zone: string },
): Result<Instant, PastRefusal> {
  const zone = moment.zone ?? own;
  const today = wallTimeAt(now + (moment.offset ?? 0), placeOf(moment, zone));
  let refusal: PastRefusal = { reason: 'future', at: now };
  for (const date of datesBefore(moment.day, today)) {
    const read = lastOnDate(moment, date, { now, zone });
    if (read.ok) return read;
    refusal = read.error;
    // What is skipped later today is not what is meant.
    const isLater = clockWords({ ...date, hour: moment.hour, minute: moment.minute }) > clockWords(today);
    if (refusal.reason === 'twice' || (refusal.reason === 'skipped' && !isLater)) return read;
  }
  return err(refusal);
}

function lastOnDate(
  moment: Moment,
  date: WallTime,
  { now, zone }: { now: Instant; zone: string },
): Result<Instant, PastRefusal> {
  const read = onDate(moment, date, zone);
  if (!read.ok && read.error.reason === 'skipped') return { ok: false, error: read.error };
  const { hour, minute } = moment;
  const all = read.ok ? [read.value] : momentsOf({ ...date, hour, minute }, zone);
  const [last, other] = all.filter((at) => at <= now);
  if (last === undefined) return err({ reason: 'future', at: all[0] ?? now });
  return other === undefined || read.ok ? ok(last) : { ok: false, error: read.error };
}

/** With an offset there is no zone to ask: its clocks are UTC's, moved. */
function placeOf({ offset }: Moment, zone: string): string {
  return offset === undefined ? zone : UTC;
}

type ClockRefusal = Exclude<MomentRefusal, { reason: 'past' }>;

function onDate(moment: Moment, date: WallTime, zone: string): Result<Instant, ClockRefusal> {
  const wall = { ...date, hour: moment.hour, minute: moment.minute };
  const { offset } = moment;
  if (offset !== undefined) return ok((momentsOf(wall, UTC)[0] ?? 0) - offset);
  const moments = momentsOf(wall, zone);
  const [first, second] = moments;
  if (first === undefined) return err({ reason: 'skipped', clock: clockWords(wall), zone, next: afterGap(wall, zone) });
  if (second === undefined) return ok(first);
  const offsets = moments.map((at) => offsetWords(offsetAt(at, zone)));
  return err({ reason: 'twice', clock: clockWords(wall), zone, offsets });
}

/** The days that may be meant, in order. */
function datesOf(day: DayNamed | undefined, today: WallTime): WallTime[] {
  if (day === undefined) return [today, daysLater(today, 1)];
  if (day === 'today') return [today];
  if (day === 'tomorrow') return [daysLater(today, 1)];
  if (typeof day === 'object') return yearsOf(day, today, 1);
  const ahead = (WEEKDAYS.indexOf(day) - weekdayOf(today) + 7) % 7;
  return ahead === 0 ? [today, daysLater(today, 7)] : [daysLater(today, ahead)];
}

/** The days of what was that may be meant, the latest first. */
function datesBefore(day: DayNamed | undefined, today: WallTime): WallTime[] {
  if (day === undefined) return [today, daysLater(today, -1)];
  if (typeof day === 'object') return yearsOf(day, today, -1);
  if (day === 'today' || day === 'tomorrow') return datesOf(day, today);
  const ago = (weekdayOf(today) - WEEKDAYS.indexOf(day) + 7) % 7;
  return ago === 0 ? [today, daysLater(today, -7)] : [daysLater(today, -ago)];
}

/** A day of this year and of eight more, since the 29th of February may be seven years away; or of the one year that was said. */
function yearsOf(date: Extract<DayNamed, object>, today: WallTime, step: 1 | -1): WallTime[] {
  if (date.year !== undefined) return [{ ...today, ...date, year: date.year }];
  const years = Array.from({ length: 9 }, (_, away) => today.year + step * away);
  return years.map((year) => ({ ...today, ...date, year })).filter(isDay);
}

/** What the clocks say first after the stretch that they skip: it is at most some hours long. */
function afterGap(wall: WallTime, zone: string): string {
  for (let minutes = 1; minutes <= 24 * 60; minutes += 1) {
    const later = laterBy(wall, minutes);
    if (momentsOf(later, zone).length > 0) return clockWords(later);
  }
  return clockWords(wall);
}

function laterBy(wall: WallTime, minutes: number): WallTime {
  return wallTimeAt((momentsOf(wall, UTC)[0] ?? 0) + (minutes * HOUR) / 60, UTC);
}

/** `2026-10-25 02:30` */
export function clockWords({ year, month, day, hour, minute }: WallTime): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
