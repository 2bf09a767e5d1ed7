import { type Actor, type Grant, holds, type Person, type Role } from './actor.ts';
import { HOUR, type Instant } from './instant.ts';

/** A user group of Slack's, by its ids: its handle can change, and belong to another one later. */
export type Group = { team: string; group: string };

/** What the stream of a group holds: the roles that its members have by it. `handle` as it was when they were given. */
export type GroupRoles = Group & { handle: string; grants: Grant[] };

/** Who was in which group when Slack was asked: full members of the organisation alone. */
export type Membership = {
  team: string;
  readAt: Instant;
  groups: { group: string; handle: string; members: string[] }[];
};

/** Members of one group that count. A larger one gives no role: its list would not fit beside others into one record. */
export const MOST_MEMBERS = 100;
/** Members of all groups together: 14 bytes each, of the 8 KB that a state may have. */
export const MOST_IN_ALL = 400;

/** A role by a group holds for so long after Slack was asked: when nobody asks any more, it ends. */
export const TRUSTED = HOUR;

/** The groups, of those that were read, that somebody is in by now. */
export function groupsOf(
  { team, user }: Actor,
  membership: Membership | undefined,
  now: Instant,
): Membership['groups'] {
  if (!membership || membership.team !== team || now >= membership.readAt + TRUSTED) return [];
  return membership.groups.filter(({ members }) => members.includes(user));
}

/** A person with the roles that they have by groups. Each ends with the group's own grant, or when the list is too old. */
export function withGroups(
  { actor, person, membership }: { actor: Actor; person: Person | undefined; membership: Membership | undefined },
  groups: readonly GroupRoles[],
  now: Instant,
): Person | undefined {
  const listed = groupsOf(actor, membership, now);
  const end = (membership?.readAt ?? 0) + TRUSTED;
  const grants = groups.flatMap((one) => {
    const found = listed.find(({ group }) => one.group === group && one.team === actor.team);
    if (!found) return [];
    const lasting = one.grants.filter((grant) => holds(grant, now));
    return lasting.map(
      ({ role, until = end }): Grant => ({
        role,
        until: Math.min(until, end),
        by: found.handle,
        group: found.group,
      }),
    );
  });
  if (grants.length === 0) return person;
  const { team, user } = actor;
  const own: Person = person ?? { team, user, id: `${team}/${user}`, grants: [] };
  return { ...own, grants: [...own.grants, ...grants] };
}

/** Roles with which members could let runs through, or give each other any other role. */
const GUARDED: readonly Role[] = ['admin', 'approver'];

export function isGuardedRole(role: Role): boolean {
  return GUARDED.includes(role);
}
