import { type Actor, type Person, sameActor } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { type BudgetStory, type Cost, costIn, emptyBudget, monthOf, takenOf } from '../../domain/budget/budget.ts';
import { estimateOf, standingOf } from '../../domain/budget/settle-cost.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import { approveCost, type CostAsk, denyCost, stillToAgree } from '../../domain/escalation/cost.ts';
import type { EscalationStep } from '../../domain/escalation/event.ts';
import type { EscalationRefusal } from '../../domain/escalation/refusal.ts';
import type { Instant } from '../../domain/instant.ts';
import type { EscalationSentence } from '../../domain/language/escalation-sentence.ts';
import type { Need } from '../../domain/need.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Request } from '../../domain/request.ts';
import type { Records } from '../../domain/run/records.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import type { Ledger } from '../../ports/ledger.ts';
import {
  appendEscalation,
  escalationStream,
  type ReadEscalation,
  readEscalation,
} from '../escalation/append-escalation.ts';
import type { ReadRecords } from '../records.ts';
import { readVendors } from '../vendor/read-vendors.ts';
import { appendBudget, type ReadBudget, readBudget } from './append-budget.ts';
import { budgetTold } from './budget-now.ts';
import { ROUNDS, writeApproval } from './settle-budget.ts';
import { wantedOn } from './wanted-on-cost.ts';

export type CostDeps = {
  ledger: Pick<Ledger, 'read' | 'head' | 'append'>;
  records: ReadRecords;
  commands: readonly ShippedCommand[];
};
type Act = Extract<EscalationSentence, { is: 'approve-cost' | 'deny-cost' }>;
type Approve = Extract<Act, { is: 'approve-cost' }>;

/** Who decides, on which records. */
type By = { person: Person; policy: Policy; records: Records; actor: Actor; at: number };
/** A request, and what its cost is decided on. */
type Ground = {
  read: ReadEscalation;
  vendor: Vendor | undefined;
  budget: ReadBudget;
  ask: CostAsk & { needs: Need[]; others: Person[] };
};

/**
 * `approve cost E-…`, `deny cost E-…`. Money is reserved in the month's budget first, one conditional write on what it was decided on: that is the decision. The request is
 * told next; whoever dies in between is followed by the worker, which finds the reservation at the head of the budget.
 */
export async function actOnCost(deps: CostDeps, request: Request, act: Act): Promise<Answer> {
  const refused = (refusal: EscalationRefusal): Answer => refusedOf(act, refusal);
  const { actor, at } = request;
  const records = await deps.records(actor);
  const { person, policy } = records;
  if (!person) return refused({ reason: 'no-role', needed: 'budget-holder' });
  if (!policy) return { is: 'refused', refusal: { reason: 'records-missing', what: 'policy' }, sentence: '' };
  const by: By = { person, policy, records, actor, at };
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readEscalation(deps.ledger, escalationStream(act.request));
    if (!read) return refused({ reason: 'unknown-request' });
    const ground = await groundOf(deps, read, by);
    const answer = await (act.is === 'deny-cost'
      ? deny(deps, by, { ground, act })
      : approve(deps, by, { ground, act }));
    if (answer) return answer;
  }
  throw new Error(`request ${act.request} or its budget moved ${ROUNDS} times while ${act.is} was decided`);
}

function refusedOf(act: Act, refusal: EscalationRefusal): Answer {
  return { is: 'escalation-act-refused', act: act.is.replace('-', ' '), id: act.request, refusal };
}

async function groundOf(deps: CostDeps, read: ReadEscalation, { policy, records, at }: By): Promise<Ground> {
  const { story } = read;
  const [vendors, wanted] = await Promise.all([
    readVendors(deps.ledger),
    wantedOn(deps, story, { matrix: records.matrix, policy, at }),
  ]);
  const vendor = vendors.find(({ name }) => name === story.state.vendor);
  const month = monthOf(at, policy.zone);
  const budget = vendor
    ? await readBudget(deps.ledger, { vendor: vendor.name, month })
    : { story: emptyBudget({ vendor: '', month }) };
  const { costLimit: limit, name } = vendor ?? {};
  const spent = limit ? takenOf(budget.story, limit.currency) : 0;
  const ask = { now: at, limit, spent, ...(name !== undefined && { vendor: name }), ...wanted };
  return { read, vendor, budget, ask };
}

type Deciding<A> = { ground: Ground; act: A };

async function deny(
  deps: CostDeps,
  { person, actor, at }: By,
  { ground, act }: Deciding<Extract<Act, { is: 'deny-cost' }>>,
): Promise<Answer | undefined> {
  const { because } = act;
  const { needs } = ground.ask;
  const step = denyCost(ground.read.story.state, person, { now: at, needs, ...(because !== undefined && { because }) });
  if (!step.ok) return refusedOf(act, step.error);
  const after = await appendEscalation(deps.ledger, ground.read, { step: step.value, by: actor, at });
  return after && { is: 'escalation-acted', act: 'cost-denied', story: after.story };
}

async function approve(deps: CostDeps, by: By, { ground, act }: Deciding<Approve>): Promise<Answer | undefined> {
  const { story } = ground.read;
  const estimate = estimateOf(story);
  const held = estimate === undefined ? undefined : costIn(ground.budget.story, { request: story.id, estimate });
  const of = ground.budget.story;
  if (held && story.state.is === 'estimated' && (await isTaken(deps, { of, held, at: by.at }))) return undefined;
  // The same press once more, or one whose answer was lost.
  const mine = held && act.seen && sameActor(held.by, by.actor) && held.amount === act.seen.amount;
  if (mine && standingOf(story, { estimate: held.estimate, month: of.month }).is === 'spent') {
    return { is: 'escalation-acted', act: 'cost-approved', story };
  }
  const { seen } = act;
  const step = approveCost(story.state, by.person, { ...ground.ask, ...(seen && { seen }) });
  if (!step.ok) return refusedOf(act, step.error);
  if (!seen) return askedOf(ground, by.person);
  return step.value.type === 'cost-agreed'
    ? agree(deps, by, { ground, step: step.value })
    : reserve(deps, by, { ground, estimate: estimate ?? 0 });
}

type Held = { of: BudgetStory; held: Cost; at: Instant };

/** Whether money lies ready for it already: a request that was read before that is read again. What is reserved is told to the request first. */
async function isTaken(deps: CostDeps, { of, held, at }: Held): Promise<boolean> {
  if (held.is === 'reserved') await writeApproval({ ...deps, now: () => at }, of, held);
  return held.is === 'reserved' || held.is === 'spent';
}

/** Nothing is approved yet: whoever wants to sees what it is, and what would be left. */
function askedOf({ read, vendor, budget, ask }: Ground, person: Person): Answer | undefined {
  if (!vendor) return undefined;
  const more = stillToAgree(ask.needs, [person, ...ask.others], ask.now);
  return { is: 'cost-asked', story: read.story, budget: budgetTold(vendor, budget.story), more };
}

async function agree(
  deps: CostDeps,
  { actor, at }: By,
  { ground, step }: { ground: Ground; step: Extract<EscalationStep, { type: 'cost-agreed' }> },
): Promise<Answer | undefined> {
  const after = await appendEscalation(deps.ledger, ground.read, { step, by: actor, at });
  return after && { is: 'escalation-acted', act: 'cost-agreed', story: after.story };
}

async function reserve(
  deps: CostDeps,
  { person, actor, at }: By,
  { ground, estimate }: { ground: Ground; estimate: number },
): Promise<Answer | undefined> {
  const { read, budget, ask } = ground;
  const { id, state } = read.story;
  if (!state.estimate || !ask.limit) throw new Error(`request ${id} has no sum that could be approved`);
  const named = { request: id, estimate };
  const data = { ...named, ...state.estimate, person: person.id, limit: ask.limit.amount, task: read.story.ask.task };
  if (!(await appendBudget(deps.ledger, budget, { step: { type: 'reserved', data }, by: actor, at }))) return undefined;
  const before = takenOf(budget.story, data.currency);
  return approved(deps, { of: budget.story, cost: { ...data, is: 'reserved', by: actor, at, before } });
}

/** What the request says of it; undefined when it had gone on without, and is decided anew. */
async function approved(
  deps: CostDeps,
  { of, cost }: { of: Pick<BudgetStory, 'vendor' | 'month'>; cost: Cost },
): Promise<Answer | undefined> {
  const story: EscalationStory = await writeApproval({ ...deps, now: () => cost.at }, of, cost);
  const { is } = standingOf(story, { estimate: cost.estimate, month: of.month });
  return is === 'spent' ? { is: 'escalation-acted', act: 'cost-approved', story } : undefined;
}
