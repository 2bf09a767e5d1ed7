import type { Actor } from '../actor.ts';
import type { Span } from '../calendar/spans.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { EscalationKind } from './ask.ts';
import type { Priority } from './priority.ts';

/** The vendor's word on safety. `safe-if`: safe, provided that a condition holds, which somebody of ours has to see to. */
export const WORDS = ['safe', 'unsafe', 'safe-if'] as const;
export type Word = (typeof WORDS)[number];

/** What the vendor says it costs, in the minor unit of a currency (`EUR`, cents). */
export type Estimate = { amount: number; currency: string };

/**
 * When the vendor came to it, the first time. `offered`: when they could accept it. `reopened`: since when it is to be done again. `ended`: when it was over
 * without being done.
 */
export type EscalationClock = {
  sent?: Instant;
  offered?: Instant;
  accepted?: Instant;
  firstReply?: Instant;
  done?: Instant;
  reopened?: Instant;
  ended?: Instant;
};

/**
 * What every state carries. `run` is the run that it came of, if it came of one; of a safety request it waits, and `digest` is the plan that the vendor's word
 * is about. `vendor` is the registered one by its name, absent where none is registered. `acceptor` is the one of theirs who took it, `eta` when they mean
 * to be done. `agreed`: who of several has agreed to the cost that is estimated. `waiting`: since when they wait for an answer of ours; `waits`: when they
 * did. What the vendor will see is in the events' data.
 */
type Common = {
  id: string;
  by: Actor;
  requester: string;
  place: Place;
  kind: EscalationKind;
  receiver: string;
  sentence: string;
  priority: Priority;
  run?: string;
  digest?: string;
  expiresAt: Instant;
  vendor?: string;
  acceptor?: Actor;
  eta?: Instant;
  estimate?: Estimate;
  agreed?: { by: Actor; person: string }[];
  clock?: EscalationClock;
  waiting?: Instant;
  waits?: Span[];
};

/**
 * What the head of a request's stream says. `prepared` has been shown to nobody outside. `sent` is with the vendor: to be accepted; of paid work, to be
 * estimated; of safety, to be answered. Paid work goes on: `estimated` (a budget holder decides on the cost), `offered` (they may accept). `accepted`:
 * they do it. It is `declined` by them, and `too-dear` when the cost was denied by us.
 */
export type EscalationState =
  | (Common & { is: 'prepared' | 'sent' | 'estimated' | 'offered' | 'accepted'; wakeAt: Instant })
  | (Common & { is: 'withdrawn' | 'expired' | 'declined' | 'too-dear' | 'done' | Word });

export type OpenEscalation = Extract<EscalationState, { wakeAt: Instant }>;

const OPEN: readonly EscalationState['is'][] = ['prepared', 'sent', 'estimated', 'offered', 'accepted'];

export function isOpen(state: EscalationState): state is OpenEscalation {
  return OPEN.includes(state.is);
}

/** Whether the vendor knows of it and something is still to come of them or of us. */
export function isWithVendor(state: EscalationState): state is OpenEscalation {
  return isOpen(state) && state.is !== 'prepared';
}
