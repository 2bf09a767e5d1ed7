import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { Ask } from './ask.ts';
import type { Priority } from './priority.ts';
import type { Word } from './state.ts';

/** Event 0. `source` is made of what it came of, so that a run or a stage that is worked on twice has one request. */
export type Prepared = {
  source: string;
  run?: string;
  /** The stage of a deployment that it asks for; there is no run then. */
  deployment?: { id: string; stage: number };
  requester: string;
  place: Place;
  sentence: string;
  ask: Ask;
  digest?: string;
  expiresAt: Instant;
};

/**
 * What the vendor said about safety. `heard`: `recorded` by one of ours, to whom it was given elsewhere (the event's `by`), or
 * `given` by the vendor's own people.
 */
export type Answered = { word: Word; because: string; condition?: string; heard: 'recorded' | 'given' };

/** What happens to a request to a vendor, in order. */
export type EscalationStep =
  | { type: 'prepared'; data: Prepared }
  | { type: 'sent'; data: { priority?: Priority; wantedBy?: Instant; expiresAt: Instant } }
  | { type: 'withdrawn'; data: { because?: string } }
  | { type: 'expired'; data: Record<never, never> }
  /** The vendor has done it: recorded by one of ours, to whom it was said elsewhere. */
  | { type: 'done'; data: { because?: string } }
  | { type: 'answered'; data: Answered };

export type EscalationEvent = EscalationStep & { seq: number; at: Instant; by: Actor };
