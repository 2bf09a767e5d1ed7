import { type Actor, type Person, sameActor } from '../domain/actor.ts';
import { type GroupRoles, type Membership, withGroups } from '../domain/group.ts';
import type { Instant } from '../domain/instant.ts';
import type { Ledger } from '../ports/ledger.ts';
import { stateOf } from './decode.ts';
import { groupStream, MEMBERS, personStream } from './records.ts';

/** Registered accounts that are looked at. Whoever is beyond is missing: a decision that needs them refuses. */
const MOST = 500;

/**
 * Everybody who ever had a role. Who there is comes from the index, which may miss somebody new; what they may is read
 * consistently.
 */
export async function everybody(ledger: Pick<Ledger, 'recent' | 'head'>): Promise<Person[]> {
  const first = await ledger.recent('person', { limit: MOST });
  return peopleOn(
    ledger,
    first.map(({ stream }) => stream),
  );
}

/** The same, and these accounts in any case: the index may not know yet of those that matter. */
export async function everybodyWith(
  ledger: Pick<Ledger, 'recent' | 'head'>,
  accounts: readonly Actor[],
): Promise<Person[]> {
  const [others, these] = await Promise.all([everybody(ledger), peopleOn(ledger, accounts.map(personStream))]);
  return [...others.filter((one) => !these.some((other) => sameActor(one, other))), ...these];
}

async function peopleOn(ledger: Pick<Ledger, 'head'>, streams: readonly string[]): Promise<Person[]> {
  const heads = await Promise.all(streams.map((stream) => ledger.head(stream)));
  return heads.flatMap((head) => (head ? [stateOf<Person>(head)] : []));
}

/** Everybody with the roles that they have now, by themselves and by user groups: for lists, never for a decision about one. */
export async function everybodyNow(ledger: Pick<Ledger, 'recent' | 'head'>, now: Instant): Promise<Person[]> {
  const [registered, members] = await Promise.all([everybody(ledger), ledger.head(MEMBERS)]);
  const membership = members && stateOf<Membership>(members);
  if (!membership) return registered;
  const { team } = membership;
  const heads = await Promise.all(membership.groups.map(({ group }) => ledger.head(groupStream({ team, group }))));
  const groups = heads.flatMap((head) => (head ? [stateOf<GroupRoles>(head)] : []));
  const users = new Set(membership.groups.flatMap((one) => one.members));
  const accounts = [...registered, ...[...users].map((user) => ({ team, user }))];
  const once = accounts.filter((one, at) => accounts.findIndex((other) => sameActor(one, other)) === at);
  return once.flatMap((actor) => {
    const person = registered.find((one) => sameActor(one, actor));
    return withGroups({ actor, person, membership }, groups, now) ?? [];
  });
}
