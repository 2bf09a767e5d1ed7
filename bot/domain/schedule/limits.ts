import { HOUR, type Instant, MINUTE } from '../instant.ts';

/** Whoever plans further ahead than this writes it into a calendar: nobody who is asked today decides on that day. */
export const FURTHEST = 90 * 24 * HOUR;

/** A run that could not begin within this of its time is missed: what was meant for then is not run now. */
export const LATEST = 5 * MINUTE;

/** Whether it is too late for a run that was to begin at `start`. */
export function isMissed(start: Instant, now: Instant): boolean {
  return now - start > LATEST;
}
