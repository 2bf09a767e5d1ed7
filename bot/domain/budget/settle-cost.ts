import type { EscalationStory } from '../escalation/apply.ts';
import type { EscalationEvent } from '../escalation/event.ts';
import { type BudgetStep, type BudgetStory, type CostName, costIn, type WhyBack } from './budget.ts';

type Approval = Extract<EscalationEvent, { type: 'cost-approved' }>;

/** The sequence of the event that said the estimate which stands now. */
export function estimateOf({ said = [] }: Pick<EscalationStory, 'said'>): number | undefined {
  return said.findLast(({ type }) => type === 'estimated')?.seq;
}

/** The approvals of a request's costs that budgets know of. */
export function approvalsOf({ said = [] }: Pick<EscalationStory, 'said'>): Approval[] {
  return said.filter((event): event is Approval => event.type === 'cost-approved' && event.data.month !== undefined);
}

type Standing = { is: 'open' | 'released' | 'spent' } | { is: 'returned'; because: WhyBack };

/**
 * Where a reserved cost stands by its request: to be written there (`open`), written and to be paid (`spent`), written and given up (`returned`), or never to
 * be written, since the request went on without it (`released`). An estimate that was passed never stands again, so that whoever
 * reads it so later reads the same.
 */
export function standingOf(
  story: EscalationStory,
  { estimate, month }: Pick<CostName, 'estimate'> & { month: string },
): Standing {
  const approval = approvalsOf(story).find(({ data }) => data.estimate === estimate);
  if (!approval) {
    return { is: story.state.is === 'estimated' && estimateOf(story) === estimate ? 'open' : 'released' };
  }
  if (approval.data.month !== month) return { is: 'released' };
  const { state, said = [] } = story;
  const since = said.filter(({ seq }) => seq > approval.seq);
  if (since.some(({ type }) => type === 'estimated')) return { is: 'returned', because: 'estimated' };
  // What was done once is owed, whatever comes of it after.
  if (since.some(({ type }) => type === 'reopened')) return { is: 'spent' };
  if (state.is === 'declined') return { is: 'returned', because: 'declined' };
  // What somebody of theirs has begun may be owed, however it ended.
  const unbegun = state.acceptor === undefined;
  if (unbegun && (state.is === 'withdrawn' || state.is === 'expired')) return { is: 'returned', because: state.is };
  return { is: 'spent' };
}

/** What the budget has still to be told of one of its costs, as its request stands; undefined when it knows, or nothing is decided yet. */
export function stepOfCost(budget: BudgetStory, story: EscalationStory, cost: CostName): BudgetStep | undefined {
  const known = costIn(budget, cost);
  const name: CostName = { request: cost.request, estimate: cost.estimate };
  const standing = standingOf(story, { estimate: cost.estimate, month: budget.month });
  if (known?.is === 'reserved') {
    if (standing.is === 'open') return undefined;
    return { type: standing.is === 'released' ? 'released' : 'spent', data: name };
  }
  if (known?.is !== 'spent' || standing.is !== 'returned') return undefined;
  return { type: 'returned', data: { ...name, because: standing.because } };
}
