import { mayAskAs, type Person, type Role, rolesOf } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { Policy } from '../policy/policy.ts';
import type { Refusal } from './refusal.ts';

/** The records that a decision rests on, each from one consistent read. Missing ones decide nothing: no action. */
export type Records = { person: Person | undefined; matrix: Matrix | undefined; policy: Policy | undefined };

/**
 * Refuses what the records alone refuse, before any target is looked at: an account without the role, a matrix or a
 * policy that is not there, an activity that the matrix lists nowhere.
 */
export function refuseEarly(records: Records, needed: Role, now: Instant): Refusal | undefined {
  if (!mayAskAs(rolesOf(records.person, now), needed)) return { reason: 'no-role', needed };
  if (!records.matrix) return { reason: 'records-missing', what: 'matrix' };
  if (!records.policy) return { reason: 'records-missing', what: 'policy' };
  return undefined;
}
