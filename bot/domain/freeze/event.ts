import type { Freeze, HostLock } from './standing.ts';

/** What happens on the stream of what stands in the way. `ended`: by their own time, and nobody else's word. */
export type FreezeStep =
  | { type: 'froze'; data: { freeze: Freeze } }
  | { type: 'thawed'; data: { freezes: Freeze[]; because?: string } }
  | { type: 'locked'; data: { lock: HostLock } }
  | { type: 'unlocked'; data: { lock: HostLock; because?: string } }
  | { type: 'ended'; data: { freezes: Freeze[]; locks: HostLock[] } };
