import type { Actor } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { ChainedEvent } from '../domain/ledger/chain.ts';

/**
 * An event as it stands in the store: a link of its stream's chain, and what is not part of the hash. `due`: there is
 * work to do at this time; absent when all is done.
 */
export type StoredEvent = ChainedEvent & { due?: Instant; tries?: number };

/** An event to append after `head` (undefined: as event 0). `state` is the state after it. */
export type Draft = {
  stream: string;
  head: StoredEvent | undefined;
  type: string;
  at: Instant;
  by: Actor;
  data: unknown;
  state: unknown;
};

/** `lost`: somebody else appended that step first; `winner` is what stands there. */
export type Appended = { is: 'appended'; event: StoredEvent } | { is: 'lost'; winner: StoredEvent };

export type EventRef = { stream: string; seq: number };

/**
 * The streams of events, one conditional append a step. Reads are consistent, except `recent` and `due`, which ask an
 * index and may lag: a hint, before a consistent read.
 */
export type Ledger = {
  /**
   * Writes the step, or says who was first. An ambiguous write (time-out, 5xx) is read back: our own event counts as
   * appended. Throws when the store does not answer in 2 seconds: then nothing may be done.
   */
  append(draft: Draft): Promise<Appended>;
  head(stream: string): Promise<StoredEvent | undefined>;
  read(stream: string): Promise<StoredEvent[]>;
  event(ref: EventRef): Promise<StoredEvent | undefined>;
  /** First events of streams of a kind (`run`), newest first. */
  recent(kind: string, ask: { limit: number; after?: Instant }): Promise<StoredEvent[]>;
  /** Takes the work of an event until `until`, if its `due` is still `seen`. Counts the try. */
  claim(ref: EventRef, ask: { seen: Instant; until: Instant }): Promise<boolean>;
  /**
   * The work is done: `due` becomes `wakeAt`, or goes away. Only if nobody claimed it since. `failed`: it is not done, and
   * this was one of its tries; otherwise they count anew from `wakeAt`.
   */
  finish(ref: EventRef, ask: { claimed: Instant; wakeAt?: Instant; failed?: true }): Promise<void>;
  /** Events whose `due` is at or before `now`, oldest first. */
  due(now: Instant, limit: number): Promise<EventRef[]>;
};
