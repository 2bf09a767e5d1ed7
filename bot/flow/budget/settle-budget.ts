import { REMIT } from '../../domain/actor.ts';
import { type BudgetStory, type Cost, costIn } from '../../domain/budget/budget.ts';
import { approvalsOf, standingOf, stepOfCost } from '../../domain/budget/settle-cost.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import type { CostApproved } from '../../domain/escalation/event.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import type { TendDeps } from '../deps.ts';
import { appendEscalation, escalationStream, readEscalation } from '../escalation/append-escalation.ts';
import { appendBudget, readBudget, readBudgetStream } from './append-budget.ts';

/** A lost append means that something else moved: of fifty who approve at once the last one is lost to the others. */
export const ROUNDS = 64;

type Deps = { ledger: Pick<Ledger, 'read' | 'append'>; now: () => Instant };
type Named = Pick<BudgetStory, 'vendor' | 'month'>;

/**
 * Writes a reserved cost on its request, as whoever approved it decided. Returns the request as it stands then: it says whether
 * it was written, by this or by another who was at it, or had gone on without.
 */
export async function writeApproval(deps: Deps, { month }: Named, cost: Cost): Promise<EscalationStory> {
  const { request, estimate, person, before, limit, by } = cost;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readEscalation(deps.ledger, escalationStream(request));
    if (!read) throw new Error(`there is no request ${request} whose cost was approved`);
    if (standingOf(read.story, { estimate, month }).is !== 'open') return read.story;
    const data: CostApproved = { person, spent: before, estimate, month, limit };
    const step = { type: 'cost-approved', data } as const;
    const after = await appendEscalation(deps.ledger, read, { step, by, at: deps.now() });
    if (after) return after.story;
  }
  throw new Error(`request ${request} moved ${ROUNDS} times while its cost was approved`);
}

/** The head of a budget: what is only reserved is carried to its requests, whoever died at it, and paid or released. */
export async function tendBudget(deps: TendDeps, { stream, seq }: StoredEvent): Promise<undefined> {
  const read = await readBudgetStream(deps.ledger, stream);
  if (read?.head.seq !== seq) return; // what came after it is the next one's
  const { story } = read;
  for (const cost of story.costs.filter(({ is }) => is === 'reserved')) {
    await settle(deps, story, await writeApproval(deps, story, cost), cost);
  }
}

/** A request whose cost was approved has moved: its budgets are told, each by the state that they have. */
export async function settleCosts(deps: TendDeps, story: EscalationStory): Promise<void> {
  const { vendor } = story.state;
  if (vendor === undefined) return;
  for (const { data } of approvalsOf(story)) {
    const { month, estimate } = data;
    if (month === undefined || estimate === undefined) continue;
    await settle(deps, { vendor, month }, story, { request: story.id, estimate });
  }
}

/** Brings one cost to where its request says it stands: paid first, then given back. */
async function settle(deps: Deps, of: Named, story: EscalationStory, name: Pick<Cost, 'request' | 'estimate'>) {
  for (let round = 0; round < ROUNDS; round += 1) {
    const budget = await readBudget(deps.ledger, of);
    const step = costIn(budget.story, name) && stepOfCost(budget.story, story, name);
    if (!step) return;
    await appendBudget(deps.ledger, budget, { step, by: REMIT, at: deps.now() });
  }
  throw new Error(`budget ${of.vendor} ${of.month} moved ${ROUNDS} times while ${name.request} was settled`);
}
