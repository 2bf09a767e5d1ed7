import { type Actor, type Grant, holds, type Person, type Role } from '../actor.ts';
import type { Instant } from '../instant.ts';

/**
 * A role for somebody, or not any more. `person` is the human being behind the account, as it was looked up; `had` is the
 * grant that this one replaces or takes away.
 */
type OfRole = { whom: Actor; person: string; role: Role; had?: Grant };
export type GrantRole = OfRole & { kind: 'grant'; until?: Instant };
export type RevokeRole = OfRole & { kind: 'revoke' };

/** What can be proposed: each kind changes one stream of records, by one event. */
export type Change = GrantRole | RevokeRole;

/** Roles with which somebody could let runs through, or give themselves any other role. */
const GUARDED: readonly Role[] = ['admin', 'approver'];

/** How many other people with the role admin have to confirm it. */
export function confirmsWanted({ role }: Change): number {
  return GUARDED.includes(role) ? 1 : 0;
}

/** The grants of the person after the change. Those that have lapsed are left out: they say nothing any more. */
export function grantsAfter(before: Person | undefined, change: Change, now: Instant): Grant[] {
  const others = (before?.grants ?? []).filter((grant) => holds(grant, now) && grant.role !== change.role);
  if (change.kind === 'revoke') return others;
  const { role, until } = change;
  return [...others, { role, ...(until !== undefined && { until }) }];
}
