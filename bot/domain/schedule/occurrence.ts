import { offsetAt, wallTimeAt } from '../calendar/zone.ts';
import type { Command } from '../command.ts';
import type { Instant } from '../instant.ts';
import type { RepeatingCommand } from './event.ts';
import { type NextTime, nextTime } from './next-time.ts';

/** The command of one time of a schedule: once, then. With the offset of its clocks, so that it is one moment in autumn, too. */
export function onceAt(command: RepeatingCommand, at: Instant, zone: string): Command {
  const { year, month, day, hour, minute } = wallTimeAt(at, zone);
  const moment = { day: { year, month, day }, hour, minute, offset: offsetAt(at, zone) };
  return { ...command, when: { is: 'at', moment } };
}

/** Of which schedule and which of its times a run is: asked for twice, it is the same run. */
export function sourceOf(id: string, planned: Instant): string {
  return `schedule ${id} ${new Date(planned).toISOString()}`;
}

/** More are not counted one by one: it stood still for a year. */
const COUNTED = 366;

/** How many times have come since the one that was to come next, that one among them, and the first that has not. */
export function missedSince(
  { when }: RepeatingCommand,
  first: Instant,
  { now, zone }: { now: Instant; zone: string },
): { count: number; next: NextTime } {
  let count = 1;
  let next = nextTime(when, { after: first, zone });
  while (next.at <= now && count < COUNTED) {
    count += 1;
    next = nextTime(when, { after: next.at, zone });
  }
  return { count, next: next.at > now ? next : nextTime(when, { after: now, zone }) };
}
