import type { Span } from '../calendar/spans.ts';
import { daysLater, firstMomentOf, offsetAt, offsetWords, UTC, type WallTime, wallTimeAt } from '../calendar/zone.ts';
import { HOUR, type Instant, MINUTE } from '../instant.ts';

/** A moment that the axis names: `22:00`, and the day where another one begins. */
export type AxisTick = { at: Instant; clock: string; day?: string };

const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
];
const DAYS = [1, 2, 4, 7, 14, 28, 56, 112];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Moments that clocks there call round, at most so many. Days begin where they begin there, also where clocks are changed. */
export function axisTicks(within: Span, zone: string, most: number): AxisTick[] {
  const length = within.to - within.from;
  const step = STEPS.find((one) => length / one <= most);
  const moments = step === undefined ? midnights(within, zone, most) : clocks(within, zone, step);
  let before = '';
  return moments.map((at) => {
    const wall = wallTimeAt(at, zone);
    const day = dayWords(wall);
    const another = day !== before;
    before = day;
    return { at, clock: step === undefined ? '' : clockWords(wall), ...(another && { day }) };
  });
}

function clocks({ from, to }: Span, zone: string, step: number): Instant[] {
  const moments: Instant[] = [];
  // Asked at every quarter of an hour or less, since offsets are multiples of it, and kept where the clock there is round.
  const grain = Math.min(step, 15 * MINUTE);
  for (let at = Math.ceil(from / grain) * grain; at <= to; at += grain) {
    const { hour, minute } = wallTimeAt(at, zone);
    if (((hour * 60 + minute) * MINUTE) % step === 0) moments.push(at);
  }
  return moments;
}

function midnights({ from, to }: Span, zone: string, most: number): Instant[] {
  const days = DAYS.find((one) => (to - from) / (one * DAY) <= most) ?? Math.ceil((to - from) / DAY / most);
  const first = { ...wallTimeAt(from, zone), hour: 0, minute: 0 };
  const count = Math.ceil((to - from) / (days * DAY)) + 1;
  return Array.from({ length: count }, (_, at) => firstMomentOf(daysLater(first, 1 + at * days), zone)).filter(
    (at) => at <= to,
  );
}

export function clockWords({ hour, minute }: WallTime): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(hour)}:${two(minute)}`;
}

/** `21 Nov` */
export function dayWords({ day, month }: WallTime): string {
  return `${day} ${MONTHS[month - 1]}`;
}

/** `Europe/Berlin, UTC+01:00`; where clocks are changed within it, both. */
export function zoneWords({ from, to }: Span, zone: string): string {
  if (zone === UTC) return UTC;
  const offsets = [...new Set([from, to].map((at) => `UTC${offsetWords(offsetAt(at, zone))}`))];
  return `${zone}, ${offsets.join(', then ')}`;
}
