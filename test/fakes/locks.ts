import type { Lock, Locks } from '../../bot/ports/locks.ts';

/** Locks by host. */
export function createFakeLocks(): Locks & { held: Map<string, Lock> } {
  const held = new Map<string, Lock>();
  return {
    held,
    async take(host, lock) {
      const standing = held.get(host) ?? { ...lock };
      held.set(host, standing);
      return { ...standing };
    },
    async release(host, holder) {
      if (held.get(host)?.holder === holder) held.delete(host);
    },
  };
}
