import { type Actor, type Person, rolesOf, sameActor, samePerson } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { counts, type Need } from '../need.ts';
import { err, ok, type Result } from '../result.ts';
import type { Vendor } from '../vendor/vendor.ts';
import type { EscalationStep } from './event.ts';
import type { EscalationRefusal } from './refusal.ts';
import type { EscalationState, Estimate } from './state.ts';

type Step<T extends EscalationStep['type']> = Extract<EscalationStep, { type: T }>;

/**
 * What a decision on a cost rests on. `spent`: what is gone of the month, in the minor unit of the limit's currency. `seen`: the sum that the approver was shown.
 * `sender`: who sent the request. `needs`: of whom approvals are wanted; `others`: who has agreed to this estimate before, with the roles they have now.
 */
export type CostAsk = {
  now: Instant;
  spent: number;
  limit: Vendor['costLimit'];
  vendor?: string;
  seen?: Estimate;
  sender?: Actor & { id: string };
  needs?: readonly Need[];
  others?: readonly Person[];
};

const A_BUDGET_HOLDER: readonly Need[] = [{ of: 1, from: 'budget-holder' }];

/**
 * Approves what paid work costs, within what the vendor's registration allows in a calendar month; `cost-agreed` while others are still wanted. Who asked for the
 * work, or sent it, is refused before their role is looked at, as with runs.
 */
export function approveCost(
  state: EscalationState,
  by: Person,
  { needs = A_BUDGET_HOLDER, others = [], ...ask }: CostAsk,
): Result<Step<'cost-approved'> | Step<'cost-agreed'>, EscalationRefusal> {
  const { now, sender } = ask;
  const nobody = refuseApprover(state, by, { needs, now, ...(sender && { sender }) });
  if (nobody) return err(nobody);
  if (state.is !== 'estimated' || !state.estimate) return err({ reason: 'not-now', state: state.is, kind: state.kind });
  if (ask.now >= state.expiresAt) return err({ reason: 'expired', at: state.expiresAt });
  if (others.some((one) => samePerson(one, by))) return err({ reason: 'agreed-already' });
  const no = overBudget(state.estimate, ask);
  if (no) return err(no);
  const people = [by, ...others];
  const met = needs.every((need) => people.filter((one) => counts(one, need, ask.now)).length >= need.of);
  if (!met) return ok({ type: 'cost-agreed', data: { person: by.id } });
  return ok({ type: 'cost-approved', data: { person: by.id, spent: ask.spent } });
}

type Whom = Pick<CostAsk, 'now' | 'sender'> & { needs: readonly Need[] };

function refuseApprover(
  state: EscalationState,
  by: Person,
  { needs, sender, now }: Whom,
): EscalationRefusal | undefined {
  const own = sender !== undefined && samePerson(by, sender);
  if (own || by.id === state.requester || sameActor(by, state.by)) return { reason: 'own-request' };
  return needs.some((need) => counts(by, need, now)) ? undefined : { reason: 'no-role', needed: 'budget-holder' };
}

/** Everybody whose word would bring the cost nearer: not who asked or sent, nor who has agreed, and each human once. */
export function mayAgree(
  state: EscalationState,
  everybody: readonly Person[],
  { others, ...whom }: Whom & { others: readonly Person[] },
): Person[] {
  const may = everybody.filter(
    (person) =>
      person.team === state.by.team &&
      !refuseApprover(state, person, whom) &&
      !others.some((one) => samePerson(one, person)),
  );
  return may.filter((person, at) => may.findIndex(({ id }) => id === person.id) === at);
}

/** How many more people have to agree, at least. */
export function stillToAgree(needs: readonly Need[], people: readonly Person[], now: Instant): number {
  return Math.max(0, ...needs.map((need) => need.of - people.filter((one) => counts(one, need, now)).length));
}

/** Why a sum is not approved whoever wants to: it is another one than was seen, or there is not so much left. */
export function overBudget(
  { amount, currency }: Estimate,
  { seen, limit, spent, vendor }: Pick<CostAsk, 'seen' | 'limit' | 'spent' | 'vendor'>,
): EscalationRefusal | undefined {
  if (seen && (seen.amount !== amount || seen.currency !== currency)) {
    return { reason: 'other-estimate', seen, amount, currency };
  }
  const whose = vendor === undefined ? {} : { vendor };
  if (!limit) return { reason: 'no-limit', ...whose };
  if (currency !== limit.currency) return { reason: 'other-currency', currency, wanted: limit.currency, ...whose };
  if (spent + amount <= limit.amount) return undefined;
  return { reason: 'over-limit', limit: limit.amount, spent, amount, currency, ...whose };
}

/** Denies it: nothing is spent, and the request is over. Whoever may approve may deny. */
export function denyCost(
  state: EscalationState,
  by: Person,
  { now, because, needs = A_BUDGET_HOLDER }: { now: Instant; because?: string; needs?: readonly Need[] },
): Result<Step<'cost-denied'>, EscalationRefusal> {
  const may = rolesOf(by, now).includes('budget-holder') || needs.some((need) => counts(by, need, now));
  if (!may) return err({ reason: 'no-role', needed: 'budget-holder' });
  if (state.is !== 'estimated') return err({ reason: 'not-now', state: state.is, kind: state.kind });
  return ok({ type: 'cost-denied', data: { person: by.id, ...(because !== undefined && { because }) } });
}
