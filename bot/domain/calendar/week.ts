import { HOUR, type Instant } from '../instant.ts';
import type { Span } from './spans.ts';
import { daysLater, firstMomentOf, type WallTime, wallTimeAt, weekdayOf } from './zone.ts';

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The same hours on several days: `from` and `to` as `08:00`; `to` may be `24:00`, and at or before `from` it is of the next day. */
export type DayHours = { days: Weekday[]; from: string; to: string };

/** A stretch of each week: `{ from: 'thursday 00:00', to: 'sunday 00:00' }`. The same moment twice is the whole week. */
export type WeekStretch = { from: string; to: string };

const DAY = 24 * HOUR;

/** The stretches of time that these hours are, on every day that touches `within`. */
export function spansOfHours({ days, from, to }: DayHours, zone: string, within: Span): Span[] {
  const [begin, end] = [clockOf(from), clockOf(to)];
  const overnight = end.hour * 60 + end.minute <= begin.hour * 60 + begin.minute ? 1 : 0;
  return datesIn(within, zone)
    .filter((date) => days.includes(weekdayName(date)))
    .map((date) => span(date, { begin, end, days: overnight, zone }))
    .filter((one) => one.to > within.from && one.from < within.to);
}

/** The stretches of time that a part of the week is, each of them that touches `within`. */
export function spansOfStretch({ from, to }: WeekStretch, zone: string, within: Span): Span[] {
  const [begin, end] = [weekTimeOf(from), weekTimeOf(to)];
  const days = (end.weekday - begin.weekday + 7) % 7;
  const backward = days === 0 && end.hour * 60 + end.minute <= begin.hour * 60 + begin.minute;
  return datesIn({ from: within.from - 7 * DAY, to: within.to }, zone)
    .filter((date) => weekdayOf(date) === begin.weekday)
    .map((date) => span(date, { begin, end, days: backward ? 7 : days, zone }))
    .filter((one) => one.to > within.from && one.from < within.to);
}

type Clock = { hour: number; minute: number };

function span(
  date: WallTime,
  { begin, end, days, zone }: { begin: Clock; end: Clock; days: number; zone: string },
): Span {
  const last = daysLater(date, days + (end.hour === 24 ? 1 : 0));
  return {
    from: firstMomentOf({ ...date, hour: begin.hour, minute: begin.minute }, zone),
    to: firstMomentOf({ ...last, hour: end.hour % 24, minute: end.minute }, zone),
  };
}

/** Every date of the calendar there that touches the span, the day before it too: its hours may last into it. */
function datesIn({ from, to }: Span, zone: string): WallTime[] {
  const first = { ...wallTimeAt(from, zone), hour: 0, minute: 0 };
  const count = Math.ceil((to - from) / DAY) + 2;
  return Array.from({ length: count }, (_, at) => daysLater(first, at - 1));
}

function weekdayName(date: WallTime): Weekday {
  return WEEKDAYS[weekdayOf(date)] ?? 'sunday';
}

/** `08:00`. What was read by the policy's reader is of this shape. */
function clockOf(text: string): Clock {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return { hour, minute };
}

/** `thursday 00:00`. */
function weekTimeOf(text: string): Clock & { weekday: number } {
  const [day = '', time = ''] = text.split(' ');
  const names: readonly string[] = WEEKDAYS;
  return { weekday: names.indexOf(day), ...clockOf(time) };
}

/** The longest that nothing of a week repeats: two weeks hold each of its changes, whatever day it is. */
export const FORTNIGHT = 15 * DAY;

export function fortnightFrom(at: Instant): Span {
  return { from: at, to: at + FORTNIGHT };
}
