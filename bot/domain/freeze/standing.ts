import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Environment } from '../target.ts';

/** Where it was said, and where its end is told. */
export type Where = { team: string; channel: string };

/** Nothing but reading runs there until then. `until` is the first moment at which it holds no more. */
export type Freeze = {
  id: string;
  environments: Environment[];
  from: Instant;
  until: Instant;
  by: Actor;
  because: string;
  where: Where;
};

/** A host that somebody keeps for themselves. `person` is the human behind the account: a second account of theirs is them. */
export type HostLock = {
  host: string;
  from: Instant;
  until: Instant;
  by: Actor;
  person: string;
  because: string;
  where: Where;
};

/**
 * What stands in the way by people's word: the state of one stream, so that a decision reads all of it at once. It ends by
 * its own times, whether or not anybody has put the end on record. `wakeAt`: the next of these ends.
 */
export type Standing = { freezes: Freeze[]; locks: HostLock[]; wakeAt?: Instant };

export const NOTHING: Standing = { freezes: [], locks: [] };

/** What still holds at that moment. */
export function standingAt({ freezes, locks }: Standing, now: Instant): Standing {
  return { freezes: freezes.filter(({ until }) => now < until), locks: locks.filter(({ until }) => now < until) };
}

/** The state that goes on record: with the time of the next end, when there is one. */
export function withNextEnd({ freezes, locks }: Standing): Standing {
  const ends = [...freezes, ...locks].map(({ until }) => until);
  return { freezes, locks, ...(ends.length > 0 && { wakeAt: Math.min(...ends) }) };
}
