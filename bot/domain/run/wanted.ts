import type { Person } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { type ApprovalWanted, counts, leastOf, type Need, needsOf } from '../need.ts';
import type { Approval, RunState } from './state.ts';

type Waiting = Pick<Extract<RunState, { is: 'waiting' }>, 'wants' | 'from' | 'needs' | 'approvals'>;

/** What a plan's approval leaves in the run's state: more than a number and a role only where that does not say it all. */
export function wantedBy(approval: ApprovalWanted): Pick<Waiting, 'wants' | 'from' | 'needs'> {
  const needs = needsOf(approval);
  const [first, ...others] = needs;
  if (!first) return { wants: 0 };
  const plain = others.length === 0 && first.group === undefined && first.people === undefined;
  return { wants: leastOf(needs), from: first.from, ...(!plain && { needs }) };
}

/** Every need of the run. */
export function needsIn({ wants, from, needs }: Pick<Waiting, 'wants' | 'from' | 'needs'>): Need[] {
  if (needs) return needs;
  return from === undefined || wants === 0 ? [] : [{ of: wants, from }];
}

/** What is left of each need after the approvals that were given; needs that are met are not there. */
export function stillWanted(state: Waiting): Need[] {
  return needsIn(state).flatMap((need, at) => {
    const of = need.of - state.approvals.filter(({ meets }) => meets?.includes(at) ?? true).length;
    return of > 0 ? [{ ...need, of }] : [];
  });
}

/** Which needs an approval of this person would count for, by their place. */
export function metBy(person: Person, state: Pick<Waiting, 'wants' | 'from' | 'needs'>, now: Instant): number[] {
  return needsIn(state).flatMap((need, at) => (counts(person, need, now) ? [at] : []));
}

/** Whether somebody who approved still counts for everything that they counted for. */
export function stillCounts(
  person: Person | undefined,
  { meets }: Approval,
  { state, now }: { state: Pick<Waiting, 'wants' | 'from' | 'needs'>; now: Instant },
): boolean {
  if (!person) return false;
  const has = metBy(person, state, now);
  return (meets ?? needsIn(state).map((_need, at) => at)).every((at) => has.includes(at));
}
