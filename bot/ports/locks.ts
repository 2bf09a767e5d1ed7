import type { Instant } from '../domain/instant.ts';

/** Who holds a host, as the stream of its run, and since when. */
export type Lock = { holder: string; since: Instant };

/** One lock a host, for commands that change or disrupt. Released by the run's terminal state, never by time. */
export type Locks = {
  /** Taken, or already ours; otherwise who has it. */
  take(host: string, lock: Lock): Promise<Lock>;
  /** Does nothing when another holds it. */
  release(host: string, holder: string): Promise<void>;
};
