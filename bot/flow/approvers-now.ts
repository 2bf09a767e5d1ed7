import { type Actor, type Person, pairOfOne, rolesOf, sameActor, samePerson } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { Story } from '../domain/run/apply.ts';
import type { Cleared } from '../domain/run/event.ts';
import type { Move } from '../domain/run/moved.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import type { Approval, RunState } from '../domain/run/state.ts';
import { stillCounts } from '../domain/run/wanted.ts';
import { refuseAccount } from './check-world.ts';
import type { TendDeps } from './deps.ts';

type Given<T extends { by: Actor }> = { given: T; person: Person | undefined; vouched: boolean };

/** Those who decided, as the records and Slack know them now. */
export async function approversNow<T extends { by: Actor }>(
  deps: TendDeps,
  deciders: readonly T[],
): Promise<Given<T>[]> {
  return Promise.all(
    deciders.map(async (given) => {
      const { by } = given;
      const [{ person }, account] = await Promise.all([deps.records(by), refuseAccount(deps.chat, by, by.team)]);
      return { given, person, vouched: account === undefined };
    }),
  );
}

type Approved = Pick<Extract<RunState, { is: 'approved' }>, 'approvals' | 'wants' | 'from' | 'needs'>;

/** Approvals that do not count any more: whose they are, what is told of them, and why the run ends where nobody is asked anew. */
export type Lost = { users: Actor[]; moves: Move[]; refusal: Refusal };

/**
 * An approval counts only while its giver still has the role, as an account that Slack still vouches for, and is somebody
 * else than who asked and who else approved: accounts may have been linked since. Of two that are one person now, the
 * later one does not count.
 */
export function lostApprovals(
  state: Approved,
  approvers: readonly Given<Approval>[],
  { now, requester }: { now: Instant; requester: Person | undefined },
): Lost | undefined {
  const gone = approvers
    .filter(({ person, vouched, given }) => !vouched || !stillCounts(person, given, { state, now }))
    .map(({ given }) => given.by);
  const [first] = gone;
  if (first) return { users: gone, moves: gone.map(moveOf('no-right')), refusal: lost('approver', first) };
  const pair = pairOfOne([requester, ...approvers.map(({ person }) => person)].filter((one) => one !== undefined));
  if (!pair) return undefined;
  const [, later] = pair;
  const users = approvers.map(({ given }) => given.by).filter((by) => sameActor(by, later));
  return { users, moves: users.map(moveOf('one-person')), refusal: { reason: 'one-person', users: pair } };
}

function moveOf(why: 'no-right' | 'one-person') {
  return (user: Actor): Move => ({ part: 'approver', user, why });
}

/** Whoever recorded a vendor's word or gave an exception still has the right to, and no exception is the requester's own. */
export async function refuseGivers(deps: TendDeps, { cleared, exceptions, by }: Story): Promise<Refusal | undefined> {
  const [word, givers, { person: requester }] = await Promise.all([
    refuseRecorder(deps, cleared),
    approversNow(deps, exceptions),
    exceptions.length > 0 ? deps.records(by) : { person: undefined },
  ]);
  if (word) return word;
  const gone = givers.find(
    ({ person, vouched }) => !vouched || !rolesOf(person, deps.now()).includes('freeze-approver'),
  );
  if (gone) return lost('excepter', gone.given.by);
  const own = givers.find(({ person }) => person && requester && samePerson(person, requester));
  return own && { reason: 'one-person', users: [by, own.given.by] };
}

/** A vendor's word that one of ours recorded counts only while they may record one. */
async function refuseRecorder(deps: TendDeps, cleared: Cleared | undefined): Promise<Refusal | undefined> {
  if (cleared?.heard !== 'recorded') return undefined;
  const [recorder] = await approversNow(deps, [cleared]);
  const may = recorder?.vouched && rolesOf(recorder.person, deps.now()).includes('admin');
  return may ? undefined : lost('recorder', cleared.by);
}

export function lost(who: Extract<Refusal, { reason: 'rights-lost' }>['who'], user: Actor): Refusal {
  return { reason: 'rights-lost', who, user };
}
