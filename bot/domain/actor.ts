import type { Instant } from './instant.ts';

/** Whoever did something, by Slack's immutable ids. Names are only ever rendered, never compared. */
export type Actor = { team: string; user: string };

/** Remit itself: timers, reconciliation, what SSM reported. */
export const REMIT: Actor = { team: 'remit', user: 'remit' };

/**
 * Stands for an organisation that Slack did not name. It equals no organisation, the installed one least of all, so that whoever
 * comes without one is an outsider until their account was looked up.
 */
export const UNRESOLVED_TEAM = 'unresolved';

/** The roles of `Who may what` in the design. `vendor:<name>` is made from the vendor's registration, not granted here. */
export const ROLES = [
  'operator',
  'developer',
  'approver',
  'admin',
  'budget-holder',
  'freeze-approver',
  'break-glass',
  'on-call',
  'circle-owner',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * A role with the time at which it ends by itself; without `until` it stays until it is revoked. `by`: the handle of the user
 * group by which somebody has it, and `group` its id; no record of a person ever holds these.
 */
export type Grant = { role: Role; until?: Instant; by?: string; group?: string };

/**
 * A human being. Two Slack accounts of one human carry the same `id`, so that nobody approves their own request from a
 * second account.
 */
export type Person = Actor & { id: string; grants: Grant[] };

/** The roles that hold at `now`. An account that nobody registered has none. */
export function rolesOf(person: Person | undefined, now: Instant): Role[] {
  return (person?.grants ?? []).filter((grant) => holds(grant, now)).map(({ role }) => role);
}

/** Those of an organisation who are on call, as their roles say. */
export function onCallOf(people: readonly Person[], { team, now }: { team: string; now: Instant }): Person[] {
  return people.filter((one) => one.team === team && rolesOf(one, now).includes('on-call'));
}

/**
 * Whether somebody with these roles may ask for what wants that role. A developer asks as an operator does, and on staging
 * alone: where, is decided when the targets are known.
 */
export function mayAskAs(roles: readonly Role[], needed: Role): boolean {
  return roles.includes(needed) || (needed === 'operator' && roles.includes('developer'));
}

/** A grant that has lapsed is none. */
export function holds({ until }: Grant, now: Instant): boolean {
  return until === undefined || now < until;
}

/** Whether two accounts are one human being. */
export function samePerson(a: Actor & { id: string }, b: Actor & { id: string }): boolean {
  return a.id === b.id || sameActor(a, b);
}

/** Two of these accounts that are one human being, if there are: as the records say now, whatever they said before. */
export function pairOfOne(accounts: readonly (Actor & { id: string })[]): [Actor, Actor] | undefined {
  for (const [at, one] of accounts.entries()) {
    const other = accounts.slice(at + 1).find((later) => samePerson(one, later));
    if (other) return [actorOf(one), actorOf(other)];
  }
  return undefined;
}

/** The account alone, without what is known of it. */
export function actorOf({ team, user }: Actor): Actor {
  return { team, user };
}

export function sameActor(a: Actor, b: Actor): boolean {
  return a.team === b.team && a.user === b.user;
}
