import type { Actor } from '../actor.ts';
import type { Command } from '../command.ts';
import type { Instant } from '../instant.ts';
import type { Refusal } from '../run/refusal.ts';
import type { Place } from '../run/state.ts';
import type { NextTime } from './next-time.ts';
import type { EndWhy, PauseWhy } from './state.ts';
import type { Repeat } from './timing.ts';

/** A command that says when it repeats. */
export type RepeatingCommand = Command & { when: Repeat };

/** Event 0. `source` is the identity of the request, so that a second delivery of it finds this one. */
export type ScheduleAsked = {
  source: string;
  typed: string;
  sentence: string;
  command: RepeatingCommand;
  place: Place;
  requester: string;
};

/** What happens to a schedule, in order. */
export type ScheduleStep =
  | { type: 'asked'; data: ScheduleAsked }
  | { type: 'refused'; data: { refusal: Refusal } }
  | { type: 'started'; data: { zone: string; next: NextTime; approved: boolean } }
  /** The run of a time was asked for. */
  | { type: 'occurred'; data: { planned: Instant; run: string; next: NextTime } }
  /** `count` times went by before anything could be asked for, `planned` the first of them. */
  | { type: 'missed'; data: { planned: Instant; count: number; next: NextTime } }
  | { type: 'paused'; data: { why: PauseWhy; because?: string } }
  | { type: 'resumed'; data: { next: NextTime } }
  | { type: 'ended'; data: { why: EndWhy; because?: string } };

export type ScheduleEvent = ScheduleStep & { seq: number; at: Instant; by: Actor };
