import type { Actor, Role } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { VendorRunRefusal } from '../vendor/vendor-run.ts';
import type { NoDiagnosis } from './diagnosis.ts';
import type { EscalationState, Estimate } from './state.ts';

/** Why an act on a request to a vendor is not carried out. */
export type EscalationRefusal =
  | { reason: 'no-role'; needed: Role }
  | { reason: 'unknown-request' }
  | { reason: 'not-yours' }
  | { reason: 'too-late'; state: EscalationState['is'] }
  | { reason: 'expired'; at: Instant }
  | { reason: 'over-already'; wantedBy: Instant }
  /** Nobody of theirs is registered: what is said here reaches nobody. */
  | { reason: 'by-hand' }
  /** Only a safety request waits for the vendor's word. */
  | { reason: 'not-asked'; kind: EscalationState['kind'] }
  /** It does not stand where that can be said of it. */
  | { reason: 'not-now'; state: EscalationState['is']; kind: EscalationState['kind'] }
  | { reason: 'taken'; by: Actor; at?: Instant }
  | { reason: 'past-time'; at: Instant }
  | { reason: 'own-request' }
  /** The vendor said another sum than the one that was seen. */
  | { reason: 'other-estimate'; seen: Estimate; amount: number; currency: string }
  | { reason: 'agreed-already' }
  /** Above what may be approved in a month: all in the minor unit of `currency`. `vendor`: its name, where one is registered. */
  | { reason: 'over-limit'; limit: number; spent: number; amount: number; currency: string; vendor?: string }
  | { reason: 'no-limit'; vendor?: string }
  | { reason: 'other-currency'; currency: string; wanted: string; vendor?: string }
  | { reason: 'too-late-to-reopen'; until: Instant }
  /** Of one of theirs who would have its task run. */
  | { reason: 'no-run'; why: VendorRunRefusal }
  /** The output of that run cannot go with it. */
  | ({ reason: 'no-diagnosis'; run: string } & NoDiagnosis)
  /** It was asked of a vendor: only their people say that. */
  | { reason: 'not-inner'; receiver: string }
  /** Nobody of ours is who is asked. */
  | { reason: 'no-owner' }
  /** Targets that are not what they were when it was prepared: gone, or of another kind or environment. */
  | { reason: 'targets-moved'; targets: string[] };
