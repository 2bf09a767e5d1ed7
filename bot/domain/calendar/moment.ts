import { HOUR, type Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import { WEEKDAYS, type Weekday } from './week.ts';
import { daysLater, momentsOf, offsetAt, offsetWords, UTC, type WallTime, wallTimeAt, weekdayOf } from './zone.ts';

/** A day of the calendar, as people say it. */
export type DayNamed = 'today' | 'tomorrow' | Weekday | { year: number; month: number; day: number };

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

/** With an offset there is no zone to ask: its clocks are UTC's, moved. */
function placeOf({ offset }: Moment, zone: string): string {
  return offset === undefined ? zone : UTC;
}

function onDate(moment: Moment, date: WallTime, zone: string): Result<Instant, MomentRefusal> {
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
  if (typeof day === 'object') return [{ ...today, ...day }];
  const ahead = (WEEKDAYS.indexOf(day) - weekdayOf(today) + 7) % 7;
  return ahead === 0 ? [today, daysLater(today, 7)] : [daysLater(today, ahead)];
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
