import type { Role } from '../actor.ts';
import type { ScheduleState } from './state.ts';

/** Why a schedule is not begun, or an act on one not carried out. */
export type ScheduleRefusal =
  | { reason: 'no-role'; needed: Role }
  | { reason: 'unknown-schedule' }
  /** It is neither theirs, nor do they decide for others. */
  | { reason: 'not-yours' }
  /** It stands as it was to be set, or is over. */
  | { reason: 'not-now'; state: ScheduleState['is'] }
  /** The owner may not ask for it any more: it would pause at once. */
  | { reason: 'owner-lost' }
  /** The same of the same person is on already. */
  | { reason: 'already-scheduled'; other: string }
  | { reason: 'too-many'; whose: 'own' | 'all'; most: number };
