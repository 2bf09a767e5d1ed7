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

/** Somebody's word that the emergency stop may end. `person` as of a lock: nobody's word counts twice. */
export type Lift = { by: Actor; person: string; at: Instant; because?: string };

/**
 * Nothing but reading runs, anywhere, until two people have said that it may again: it has no end of its own. `lifts`: whose
 * word that is so far.
 */
export type EmergencyStop = {
  id: string;
  from: Instant;
  by: Actor;
  person: string;
  because: string;
  where: Where;
  lifts: Lift[];
};

/**
 * What stands in the way by people's word: the state of one stream, so that a decision reads all of it at once. It ends by
 * its own times, whether or not anybody has put the end on record. `wakeAt`: the next of these ends.
 */
export type Standing = { freezes: Freeze[]; locks: HostLock[]; stop?: EmergencyStop; wakeAt?: Instant };

export const NOTHING: Standing = { freezes: [], locks: [] };

/** What still holds at that moment. */
export function standingAt({ freezes, locks, stop }: Standing, now: Instant): Standing {
  const still = {
    freezes: freezes.filter(({ until }) => now < until),
    locks: locks.filter(({ until }) => now < until),
  };
  return { ...still, ...(stop && { stop }) };
}

/** The state that goes on record: with the time of the next end, when there is one. */
export function withNextEnd({ freezes, locks, stop }: Standing): Standing {
  const ends = [...freezes, ...locks].map(({ until }) => until);
  return { freezes, locks, ...(stop && { stop }), ...(ends.length > 0 && { wakeAt: Math.min(...ends) }) };
}
