import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { NextTime } from './next-time.ts';

/** `person` is the owner's, whose rights each run is decided on. */
type Asked = { id: string; by: Actor; requester: string; place: Place; sentence: string };

/** A time that came: with the run that was asked for it, or without one when it was missed. */
export type Occurrence = { planned: Instant; run?: string };

/** `next`: the first time whose run is not asked for yet, by the clocks of `zone`. `approved`: each run wants an approval, as it was at the start. */
type Started = Asked & { zone: string; next: NextTime; approved: boolean; last?: Occurrence };

/** `rights-lost`: the owner may not ask for it any more. `command-gone`: this version has no such command. */
export type PauseWhy = 'asked' | 'rights-lost' | 'command-gone';
/** `forgotten`: it was paused for too long. */
export type EndWhy = 'asked' | 'forgotten';

/** What the head of a schedule's stream says. `refused` and `ended` are for good. */
export type ScheduleState =
  | (Asked & { is: 'asked' })
  | (Asked & { is: 'refused' })
  | (Started & { is: 'active'; wakeAt: Instant })
  | (Started & { is: 'paused'; why: PauseWhy; wakeAt: Instant })
  | (Started & { is: 'ended'; why: EndWhy });

export type ActiveSchedule = Extract<ScheduleState, { is: 'active' }>;
export type PausedSchedule = Extract<ScheduleState, { is: 'paused' }>;

/** Whether it may still ask for a run: by itself, or when somebody lets it go on. */
export function isOpen(state: ScheduleState): state is ActiveSchedule | PausedSchedule {
  return state.is === 'active' || state.is === 'paused';
}
