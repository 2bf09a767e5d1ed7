import { WEEKDAYS } from '../calendar/week.ts';
import { daysLater, firstMomentOf, momentsOf, type WallTime, wallTimeAt, weekdayOf } from '../calendar/zone.ts';
import type { Instant } from '../instant.ts';
import type { Repeat } from './timing.ts';

/** `moved`: the clocks skip that time on that day, so it is later; `twice`: they say it twice, and this is the first. */
export type NextTime = { at: Instant; clocks?: 'moved' | 'twice' };

/** A week holds each of its days, and its first is left out once it has passed. */
const DAYS_AHEAD = 8;

/** The first time after `after` at which it is to run, by the clocks of `zone`. It always has one: each week comes again. */
export function nextTime({ days, hour, minute }: Repeat, { after, zone }: { after: Instant; zone: string }): NextTime {
  const today = wallTimeAt(after, zone);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const date = { ...daysLater(today, ahead), hour, minute };
    if (!days.includes(WEEKDAYS[weekdayOf(date)] ?? 'sunday')) continue;
    const at = firstMomentOf(date, zone);
    if (at > after) return { at, ...clocksAt(date, zone) };
  }
  throw new Error(`no day of a week is one of ${days.join(', ')}`);
}

function clocksAt(wall: WallTime, zone: string): Pick<NextTime, 'clocks'> {
  const count = momentsOf(wall, zone).length;
  if (count === 1) return {};
  return { clocks: count === 0 ? 'moved' : 'twice' };
}
