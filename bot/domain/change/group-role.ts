import { type Grant, holds, type Role } from '../actor.ts';
import { type Group, type GroupRoles, isGuardedRole } from '../group.ts';
import type { Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import type { ChangeRefusal } from './refusal.ts';

/** Who was in the group when it was previewed. `id`: the human being behind the account, where it is one of several. */
export type SeenGroup = { handle: string; members: { user: string; id?: string }[]; others: number };

/**
 * A role for everybody in a user group of Slack's, now and later; or not any more. `seen` is absent as long as Slack was not asked
 * who is in it, and of what is taken away.
 */
export type GroupChange = { group: Group; role: Role; had?: Grant; handle?: string } & (
  | { kind: 'grant-group'; until?: Instant; seen?: SeenGroup }
  | { kind: 'revoke-group' }
);

export function isGuardedGroup({ role }: GroupChange): boolean {
  return isGuardedRole(role);
}

/** The change with what it replaces, or why it makes no sense: decided on what the group's stream says. */
export function groupChangeOf(
  wanted: GroupChange,
  { roles, now }: { roles: GroupRoles | undefined; now: Instant },
): Result<GroupChange, ChangeRefusal> {
  const { group, role } = wanted;
  const had = roles?.grants.find((grant) => grant.role === role && holds(grant, now));
  const more = { ...(had && { had }), ...(roles && { handle: roles.handle }) };
  if (wanted.kind === 'revoke-group')
    return had ? ok({ ...wanted, ...more }) : err({ reason: 'group-has-not', group, role });
  const { until } = wanted;
  if (until !== undefined && until <= now) return err({ reason: 'over-already', until });
  const longer = had?.until !== undefined && (until === undefined || until > had.until);
  if (had && !longer) {
    return err({ reason: 'group-already-has', group, role, ...(had.until !== undefined && { until: had.until }) });
  }
  return ok({ ...wanted, ...more });
}

/** The grants of the group after the change, without those that have lapsed. */
export function groupGrantsAfter(before: GroupRoles | undefined, change: GroupChange, now: Instant): Grant[] {
  const { role } = change;
  const others = (before?.grants ?? []).filter((grant) => holds(grant, now) && grant.role !== role);
  if (change.kind === 'revoke-group') return others;
  return [...others, { role, ...(change.until !== undefined && { until: change.until }) }];
}
