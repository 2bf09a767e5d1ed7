import { HOUR, type Instant, MINUTE } from '../instant.ts';

/** Whoever plans further ahead than this writes it into a calendar: nobody who is asked today decides on that day. */
export const FURTHEST = 90 * 24 * HOUR;

/** A run that could not begin within this of its time is missed: what was meant for then is not run now. */
export const LATEST = 5 * MINUTE;

/**
 * A run of a schedule that somebody has to approve is asked for so long before its time: what is to happen at night is asked in
 * the afternoon before, when approvers are awake.
 */
export const ASKED_AHEAD = 12 * HOUR;

/** One that nobody has to approve: long enough for somebody to see it come and cancel it. */
export const SHOWN_AHEAD = HOUR;

/** A schedule that was paused so long ago is of another situation: it ends. */
export const PAUSED_MOST = 90 * 24 * HOUR;

/**
 * Schedules that are not over: of one person, and of all. Each is a card, a run a day and a look at its owner's rights; all of
 * them have to fit into one answer that is read in a second.
 */
export const MOST_SCHEDULES = { own: 20, all: 100 } as const;

/** Whether it is too late for a run that was to begin at `start`. */
export function isMissed(start: Instant, now: Instant): boolean {
  return now - start > LATEST;
}
