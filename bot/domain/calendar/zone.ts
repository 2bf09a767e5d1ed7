import type { Instant } from '../instant.ts';
import { HOUR, MINUTE, SECOND } from '../instant.ts';

export const UTC = 'UTC';

/** What a clock on the wall says: `month` 1 to 12, `day` 1 to 31, `hour` 0 to 23. It has no zone of its own. */
export type WallTime = { year: number; month: number; day: number; hour: number; minute: number };

const DAY = 24 * HOUR;
/** Names of the zone database: an offset such as `+02:00` is no zone, since it knows no summer time. */
const ZONE = /^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the machine's zone database has this name (`Europe/Berlin`, `UTC`), as it is written. */
export function isZone(name: string): boolean {
  if (!ZONE.test(name) || name.length > 40) return false;
  try {
    formatOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What the clocks say there at that moment. Throws on a zone that `isZone` does not know. */
export function wallTimeAt(at: Instant, zone: string): WallTime {
  if (zone === UTC) return wallTimeOf(at);
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

/**
 * The moments at which the clocks say that there: one; none, where they skip it in spring; two, where they say it twice in
 * autumn, the earlier first.
 */
export function momentsOf(wall: WallTime, zone: string): Instant[] {
  const asUtc = inUtc(wall);
  const offsets = new Set([asUtc - DAY, asUtc + DAY].map((at) => offsetAt(at, zone)));
  const moments = [...offsets].map((offset) => asUtc - offset);
  return moments.filter((at) => inUtc(wallTimeAt(at, zone)) === asUtc).sort((a, b) => a - b);
}

/** The first moment at which the clocks say that there, or, where they skip it, at which they have gone past it. */
export function firstMomentOf(wall: WallTime, zone: string): Instant {
  const [first] = momentsOf(wall, zone);
  if (first !== undefined) return first;
  const asUtc = inUtc(wall);
  return asUtc - offsetAt(asUtc - DAY, zone);
}

/** How far the clocks there are ahead of UTC at that moment, in milliseconds. */
export function offsetAt(at: Instant, zone: string): number {
  const minute = Math.floor(at / MINUTE) * MINUTE;
  return inUtc(wallTimeAt(minute, zone)) - minute;
}

/** `+02:00`, `-03:30`. */
export function offsetWords(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The same day of the calendar, `days` later: only `year`, `month` and `day` are moved. */
export function daysLater<T extends WallTime>(wall: T, days: number): T {
  const { year, month, day } = wallTimeOf(Date.UTC(wall.year, wall.month - 1, wall.day + days));
  return { ...wall, year, month, day };
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOf({ year, month, day }: WallTime): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** Whether the calendar has that day: a 30th of February it has not. */
export function isDay({ year, month, day }: Pick<WallTime, 'year' | 'month' | 'day'>): boolean {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
}

function inUtc({ year, month, day, hour, minute }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}

function wallTimeOf(at: number): WallTime {
  const date = new Date(Math.floor(at / SECOND) * SECOND);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
}

/** Made once a zone: making one costs a millisecond, asking it a hundredth. Throws `RangeError` on a zone that is none. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
  });
  formats.set(zone, format);
  return format;
}
