import type { Actor } from '../actor.ts';
import type { Moment } from '../calendar/moment.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { Contact } from '../vendor/vendor.ts';
import type { VendorRunMove } from '../vendor/vendor-run.ts';
import type { Ask, Diagnosis, SaidAtSend } from './ask.ts';
import type { Estimate, Word } from './state.ts';

/** Names of ours that were let out on purpose, though the request is not about them. */
type LetOut = { named?: string[] };

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
  /** Of what is asked of our own circle owners: the one who is meant, and asked first. */
  owner?: Actor;
  /** How we are called, as the vendor's card calls us. */
  us?: string;
  /** In which whoever asked lives, as their account said: times of theirs are meant in it. */
  zone?: string;
  /** It is sent as soon as it is on record: to whom, and by when, as it was said. */
  atOnce?: { vendor?: string; day?: string; moment?: Moment } & LetOut;
  /** The incident that its channel worked on. */
  incident?: string;
  digest?: string;
  expiresAt: Instant;
};

/**
 * What the vendor said about safety. `heard`: `recorded` by one of ours, to whom it was given elsewhere (the event's `by`), or
 * `given` by the vendor's own people.
 */
export type Answered = { word: Word; because: string; condition?: string; heard: 'recorded' | 'given' };

/** `diagnosis.run`: the run that printed it, for us alone. `custom`: what stands now, where that is not what was prepared. */
export type Sent = Omit<SaidAtSend, 'diagnosis'> &
  LetOut & {
    expiresAt: Instant;
    vendor?: string;
    diagnosis?: Diagnosis & { run: string };
  };

/**
 * `spent`: what was gone of the month before, in the minor unit of the currency. `estimate` is the sequence of the event that said the sum; `month` (`2026-11`)
 * names the budget that holds it, and `limit` is what was allowed in it then.
 */
export type CostApproved = { person: string; spent: number; estimate?: number; month?: string; limit?: number };
/** Of what the vendor's own people said: the name of the stream on which that was heard, so that it is done once. */
type HeardAs = { heardAs?: string };

/** What happens to a request to a vendor, in order. */
export type EscalationStep =
  | { type: 'prepared'; data: Prepared }
  /** `vendor`: the registered one that it goes to, in its channel; absent where none is, and people tell them by hand. */
  | { type: 'sent'; data: Sent }
  | { type: 'withdrawn'; data: { because?: string } }
  | { type: 'expired'; data: Record<never, never> }
  /** Of theirs: one of them takes it. */
  | { type: 'accepted'; data: { eta?: Instant } & HeardAs }
  | { type: 'declined'; data: { because: string } & HeardAs }
  | { type: 'asked-back'; data: { text: string } & HeardAs }
  /** Of ours: the answer to what they asked. */
  | { type: 'replied'; data: { text: string } & LetOut }
  | { type: 'progressed'; data: { text: string; eta?: Instant } & HeardAs }
  | { type: 'estimated'; data: Estimate & { text?: string } & HeardAs }
  /** Of ours: one of several whose word on the cost is wanted. */
  | { type: 'cost-agreed'; data: { person: string } }
  /** Of ours, by a budget holder: then it is offered to them. */
  | { type: 'cost-approved'; data: CostApproved }
  | { type: 'cost-denied'; data: { person: string; because?: string } }
  /** The vendor has done it: said by them, or recorded by one of ours to whom it was said elsewhere. */
  | { type: 'done'; data: { because?: string; heard?: 'recorded' | 'given' } & HeardAs }
  /** Of ours: what was said to be done is not. It is theirs again. */
  | { type: 'reopened'; data: { because: string } & LetOut }
  /** A target was missed: they were reminded (`step` 0), then the next contact was written to. */
  | { type: 'reminded'; data: { of: 'accept' | 'reply' | 'done'; step: number; to?: Contact } }
  /** Its vendor's targets, hours or contacts are others since that change; or it ends later, since its target does. */
  | { type: 'retimed'; data: { change?: string; expiresAt?: Instant } }
  /** How the run goes that one of theirs made of it. */
  | { type: 'run-moved'; data: VendorRunMove }
  | { type: 'answered'; data: Answered & HeardAs };

export type EscalationEvent = EscalationStep & { seq: number; at: Instant; by: Actor };
