import type { RunState } from '../run/state.ts';
import type { ScheduleAct } from './act.ts';
import type { ScheduleStory } from './apply.ts';
import type { ScheduleRefusal } from './refusal.ts';
import type { ActiveSchedule, PausedSchedule } from './state.ts';

/** One line of `/ops scheduled`: a schedule that is not over. `last`: how its last run stands. */
export type ScheduleLine = { id: string; state: ActiveSchedule | PausedSchedule; last?: RunState };

export type ScheduleTold =
  /** It is on record: its card follows, when its owner, its hosts and the matrix have been looked at. */
  | { is: 'schedule-asked'; id: string; sentence: string }
  | { is: 'schedule'; story: ScheduleStory }
  | { is: 'schedule-acted'; act: ScheduleAct; story: ScheduleStory }
  | { is: 'schedule-refused'; asked: string; refusal: ScheduleRefusal };
