import type { Departure, Departures } from '../../bot/ports/departures.ts';

/** Departures by instance. */
export function createFakeDepartures(): Departures {
  const gone = new Map<string, Departure>();
  return {
    async record(departure) {
      if (!gone.has(departure.instanceId)) gone.set(departure.instanceId, { ...departure });
    },
    async list() {
      return [...gone.values()].map((one) => ({ ...one })).sort((a, b) => (a.instanceId < b.instanceId ? -1 : 1));
    },
  };
}
