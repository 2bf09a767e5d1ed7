import type { Actor, Person } from '../domain/actor.ts';
import { type Group, type GroupRoles, groupsOf, type Membership, withGroups } from '../domain/group.ts';
import type { Instant } from '../domain/instant.ts';
import type { Matrix } from '../domain/matrix/matrix.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Records } from '../domain/run/records.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger, StoredEvent } from '../ports/ledger.ts';
import { stateOf } from './decode.ts';

/** The stream of the policy in force. It names the matrix profile, whose stream is `matrix#<profile>`. */
export const POLICY = 'policy#main';

export function personStream({ team, user }: Actor): string {
  return `person#${team}#${user}`;
}

export function matrixStream(profile: string): string {
  return `matrix#${profile}`;
}

/** What became of a name of a host: which instance joined under it. */
export function hostStream(name: string): string {
  return `host#${name}`;
}

/** Who is in which user group, as Slack said last. */
export const MEMBERS = 'members#main';

export function groupStream({ team, group }: Group): string {
  return `group#${team}#${group}`;
}

/** Reads what a decision rests on: four consistent reads at once, and of who is in a group with roles that group's too. */
export type ReadRecords = (actor: Actor) => Promise<Records>;

/**
 * The profile's name is in the policy, and the two are read at once: the profile that was in force last is asked for,
 * and only when the policy names another one is there a second read.
 */
export function createReadRecords(
  { ledger, now }: { ledger: Pick<Ledger, 'head'>; now: Clock },
  profile = 'virtuozzo',
): ReadRecords {
  let last = profile;
  return async (actor) => {
    const [person, policyEvent, guess, members] = await Promise.all([
      ledger.head(personStream(actor)),
      ledger.head(POLICY),
      ledger.head(matrixStream(last)),
      ledger.head(MEMBERS),
    ]);
    const policy = withVersion<Policy>(policyEvent);
    const known = policy === undefined || policy.profile === last;
    const matrix = known ? guess : await ledger.head(matrixStream(policy.profile));
    if (policy) last = policy.profile;
    const registered = person && stateOf<Person>(person);
    const roles = await rolesByGroup(ledger, { actor, person: registered, members, now: now() });
    return { person: roles, matrix: withVersion<Matrix>(matrix), policy };
  };
}

type ByGroup = { actor: Actor; person: Person | undefined; members: StoredEvent | undefined; now: Instant };

/** What a group gives is read from its own stream, so that what was revoked is gone at once, whatever the list says. */
async function rolesByGroup(
  ledger: Pick<Ledger, 'head'>,
  { actor, person, members, now }: ByGroup,
): Promise<Person | undefined> {
  const membership = members && stateOf<Membership>(members);
  const mine = groupsOf(actor, membership, now);
  const heads = await Promise.all(mine.map(({ group }) => ledger.head(groupStream({ team: actor.team, group }))));
  const groups = heads.flatMap((head) => (head ? [stateOf<GroupRoles>(head)] : []));
  return withGroups({ actor, person, membership }, groups, now);
}

/** The version of a matrix or a policy is the sequence of the event that made it so. */
function withVersion<T>(event: StoredEvent | undefined): T | undefined {
  return event && { ...stateOf<T>(event), version: event.seq };
}
