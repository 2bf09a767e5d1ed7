import type { EmergencyStop, Freeze, HostLock } from './standing.ts';

/** What becomes of an emergency stop. */
export type StopStep =
  /** From here on nothing but reading runs. */
  | { type: 'stopped-everything'; data: { stop: EmergencyStop } }
  /** One of the two has said that it may end; what others had said and does not count any more is gone. */
  | { type: 'lift-asked'; data: { stop: EmergencyStop } }
  /** The second one has: `stop` as it was, with both. */
  | { type: 'lifted'; data: { stop: EmergencyStop } };

/** What happens on the stream of what stands in the way. `ended`: by their own time, and nobody else's word. */
export type FreezeStep =
  | { type: 'froze'; data: { freeze: Freeze } }
  | { type: 'thawed'; data: { freezes: Freeze[]; because?: string } }
  | { type: 'locked'; data: { lock: HostLock } }
  | { type: 'unlocked'; data: { lock: HostLock; because?: string } }
  | { type: 'ended'; data: { freezes: Freeze[]; locks: HostLock[] } };
