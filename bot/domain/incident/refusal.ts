import type { Actor, Role } from '../actor.ts';
import type { PastRefusal } from '../calendar/moment.ts';
import type { Instant } from '../instant.ts';
import type { IncidentRole, IncidentState, Severity } from './state.ts';

/** Why an act on an incident is not carried out. */
export type IncidentRefusal =
  | { reason: 'no-role'; needed: Role }
  | { reason: 'unknown-incident' }
  /** There is none in this channel, and none is open anywhere. */
  | { reason: 'no-incident-here' }
  /** This channel works on another one that is not over. */
  | { reason: 'channel-taken'; other: string }
  | { reason: 'already'; is: IncidentState['is'] | 'acknowledged'; since?: Instant }
  | { reason: 'same-severity'; severity: Severity }
  | { reason: 'not-over' }
  | { reason: 'role-held'; role: IncidentRole; by: Actor }
  | { reason: 'role-free'; role: IncidentRole }
  | { reason: 'following' }
  | { reason: 'not-following' }
  | { reason: 'too-many-followers'; most: number }
  /** An entry is of what was: not of what is to come, nor of long before the incident. */
  | {
      reason: 'no-such-time';
      why: PastRefusal | { reason: 'too-old'; at: Instant };
    }
  /** There is no entry of that name, or it says that already. */
  | { reason: 'unknown-entry' | 'same-entry'; entry: string }
  /** The run to open it from is not there. */
  | { reason: 'unknown-run'; run: string };
