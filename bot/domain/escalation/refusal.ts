import type { Role } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { EscalationState } from './state.ts';

/** Why an act on a request to a vendor is not carried out. */
export type EscalationRefusal =
  | { reason: 'no-role'; needed: Role }
  | { reason: 'unknown-request' }
  | { reason: 'not-yours' }
  | { reason: 'too-late'; state: EscalationState['is'] }
  | { reason: 'expired'; at: Instant }
  | { reason: 'over-already'; wantedBy: Instant }
  /** Only a safety request waits for the vendor's word. */
  | { reason: 'not-asked'; kind: EscalationState['kind'] };
