import type { Joining, Joinings } from '../../bot/ports/joinings.ts';

/** Joinings by instance. */
export function createFakeJoinings(): Joinings {
  const waiting = new Map<string, Joining>();
  return {
    async record(joining) {
      if (!waiting.has(joining.instanceId)) waiting.set(joining.instanceId, { ...joining });
    },
    async list() {
      return [...waiting.values()].map((one) => ({ ...one })).sort((a, b) => (a.instanceId < b.instanceId ? -1 : 1));
    },
    async done(instanceId) {
      waiting.delete(instanceId);
    },
  };
}
