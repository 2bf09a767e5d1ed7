import type { Instant } from '../domain/instant.ts';

/** A host that a run took out of service, and when. */
export type Departure = { instanceId: string; name: string; run: string; at: Instant };

/** The hosts that are no targets any more, whatever their tags say. An instance that left does not come back. */
export type Departures = {
  /** Once for each instance: a second record of it changes nothing. */
  record(departure: Departure): Promise<void>;
  list(): Promise<Departure[]>;
};
