import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { EscalationKind } from './ask.ts';
import type { Priority } from './priority.ts';

/** The vendor's word on safety. `safe-if`: safe, provided that a condition holds, which somebody of ours has to see to. */
export const WORDS = ['safe', 'unsafe', 'safe-if'] as const;
export type Word = (typeof WORDS)[number];

/**
 * What every state carries. `run` is the run that it came of, if it came of one; of a safety request it waits, and `digest` is the plan that the vendor's word
 * is about. What the vendor will see is in the events' data.
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
};

/**
 * What the head of a request's stream says. `prepared` has been shown to nobody outside; `sent` goes to the vendor. What the
 * vendor does then (estimate, offer, acceptance, decline, done) are further states after `sent`; of paid work none of them is
 * reached before the cost is approved.
 */
export type EscalationState =
  | (Common & { is: 'prepared' | 'sent'; wakeAt: Instant })
  | (Common & { is: 'withdrawn' | 'expired' | 'done' | Word });

export type OpenEscalation = Extract<EscalationState, { wakeAt: Instant }>;

export function isOpen(state: EscalationState): state is OpenEscalation {
  return state.is === 'prepared' || state.is === 'sent';
}
