import { mayAskAs, type Person, type Role, rolesOf } from '../actor.ts';
import type { Command } from '../command.ts';
import type { Instant } from '../instant.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { Policy } from '../policy/policy.ts';
import type { VendorRight } from '../vendor/vendor-run.ts';
import type { Refusal } from './refusal.ts';

/** The records that a decision rests on, each from one consistent read. Missing ones decide nothing: no action. */
export type Records = { person: Person | undefined; matrix: Matrix | undefined; policy: Policy | undefined };

/**
 * As `refuseEarly`, of a command as it is asked for: to break the glass takes a role of its own beside the command's. Whoever runs for a
 * vendor has no role of ours: their right is asked beside this.
 */
export function refuseAsker(
  records: Records,
  {
    definition,
    command,
    now,
    forVendor,
  }: {
    definition: { role: Role };
    command: Pick<Command, 'breakGlass'>;
    now: Instant;
    forVendor?: VendorRight | undefined;
  },
): Refusal | undefined {
  if (forVendor) return refuseRecords(records);
  const may = !command.breakGlass || rolesOf(records.person, now).includes('break-glass');
  return refuseEarly(records, definition.role, now) ?? (may ? undefined : { reason: 'no-role', needed: 'break-glass' });
}

/**
 * Refuses what the records alone refuse, before any target is looked at: an account without the role, a matrix or a
 * policy that is not there, an activity that the matrix lists nowhere.
 */
export function refuseEarly(records: Records, needed: Role, now: Instant): Refusal | undefined {
  if (!mayAskAs(rolesOf(records.person, now), needed)) return { reason: 'no-role', needed };
  return refuseRecords(records);
}

function refuseRecords({ matrix, policy }: Records): Refusal | undefined {
  if (!matrix) return { reason: 'records-missing', what: 'matrix' };
  return policy ? undefined : { reason: 'records-missing', what: 'policy' };
}
