import { type Actor, type Grant, holds, type Person, type Role, sameActor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import type { ChangeRefusal } from './refusal.ts';

/**
 * A role for somebody, or not any more. `person` is the human being behind the account, as it was looked up; `had` is the
 * grant that this one replaces or takes away.
 */
type OfRole = { whom: Actor; person: string; role: Role; had?: Grant };
export type GrantRole = OfRole & { kind: 'grant'; until?: Instant };
export type RevokeRole = OfRole & { kind: 'revoke' };
export type RoleChange = GrantRole | RevokeRole;

/** Roles with which somebody could let runs through, or give themselves any other role. */
const GUARDED: readonly Role[] = ['admin', 'approver'];

export function isGuarded({ role }: RoleChange): boolean {
  return GUARDED.includes(role);
}

/** What was asked for, before it is looked at: the person as the ledger has them, if it has. */
export type WantedRole = { kind: 'grant' | 'revoke'; whom: Actor; role: Role; until?: Instant };

/** The change that was asked for, with what it replaces; or why it makes no sense. */
export function roleChangeOf(
  wanted: WantedRole,
  { person, now }: { person: Person | undefined; now: Instant },
): Result<RoleChange, ChangeRefusal> {
  const { kind, whom, role, until } = wanted;
  const had = person?.grants.find((grant) => grant.role === role && holds(grant, now));
  const common = { whom, person: person?.id ?? ownId(whom), role, ...(had && { had }) };
  if (kind === 'revoke') return had ? ok({ ...common, kind }) : err({ reason: 'has-not', whom, role });
  if (until !== undefined && until <= now) return err({ reason: 'over-already', until });
  if (had && !lasts(until, had)) {
    return err({ reason: 'already-has', whom, role, ...(had.until !== undefined && { until: had.until }) });
  }
  return ok({ ...common, kind, ...(until !== undefined && { until }) });
}

/** The first account of somebody stands for itself. */
export function ownId({ team, user }: Actor): string {
  return `${team}/${user}`;
}

/** A grant makes a role last longer, never shorter: what takes something away is called so. */
function lasts(until: Instant | undefined, had: Grant): boolean {
  return had.until !== undefined && (until === undefined || until > had.until);
}

/**
 * Refuses to take the role of the last admin: nobody could give it to anybody any more. An admin for a time does not
 * count, since that time ends by itself.
 */
export function refuseLastAdmin(change: RoleChange, admins: readonly Person[]): ChangeRefusal | undefined {
  if (!takesAnAdmin(change)) return undefined;
  const others = admins.filter((one) => !sameActor(one, change.whom) && isAdminForGood(one));
  return others.length > 0 ? undefined : { reason: 'last-admin', whom: change.whom };
}

export function takesAnAdmin({ kind, role }: RoleChange): boolean {
  return kind === 'revoke' && role === 'admin';
}

export function isAdminForGood({ grants }: Person): boolean {
  return grants.some(({ role, until }) => role === 'admin' && until === undefined);
}

/** The grants of the person after the change. Those that have lapsed are left out: they say nothing any more. */
export function grantsAfter(before: Person | undefined, change: RoleChange, now: Instant): Grant[] {
  const others = (before?.grants ?? []).filter((grant) => holds(grant, now) && grant.role !== change.role);
  if (change.kind === 'revoke') return others;
  const { role, until } = change;
  return [...others, { role, ...(until !== undefined && { until }) }];
}
