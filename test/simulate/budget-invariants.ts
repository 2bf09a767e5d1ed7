import type { BudgetStep } from '../../bot/domain/budget/budget.ts';
import type { EscalationState } from '../../bot/domain/escalation/state.ts';
import type { StoredEvent } from '../../bot/ports/ledger.ts';
import { first } from './first.ts';
import type { Seen } from './seen.ts';

type Cost = { request: string; estimate: number; amount: number; limit: number; is: 'reserved' | 'spent' | 'back' };

/** V3: what is held and spent of a month was never more than its limit; in the end nothing is held, and what is spent is what is owed. */
export function budgetsHold({ world, streams, final }: Seen): string | undefined {
  if (!final && !streams.some((stream) => stream.startsWith('budget#'))) return undefined;
  const budgets = [...world.ledger.streams].filter(([stream]) => stream.startsWith('budget#'));
  const moved = final ? budgets : budgets.filter(([stream]) => streams.includes(stream));
  return first(moved, ([stream, events]) => {
    const costs = new Map<string, Cost>();
    for (const event of events) {
      const wrong = told(costs, event);
      if (wrong !== undefined) return `${stream}/${event.seq}: ${wrong}`;
    }
    return final ? inTheEnd(world.ledger.streams, { stream, costs: [...costs.values()] }) : undefined;
  });
}

function told(costs: Map<string, Cost>, { type, data }: StoredEvent): string | undefined {
  const step = { type, data: JSON.parse(data) } as BudgetStep;
  const name = `${step.data.request} ${step.data.estimate}`;
  const known = costs.get(name);
  if (step.type === 'reserved') {
    if (known && known.is !== 'back') return `${name} is held twice`;
    const { request, estimate, amount, limit } = step.data;
    costs.set(name, { request, estimate, amount, limit, is: 'reserved' });
    const gone = [...costs.values()].filter(({ is }) => is !== 'back').reduce((sum, one) => sum + one.amount, 0);
    return gone > limit ? `${gone} of ${limit} is gone` : undefined;
  }
  const from = step.type === 'returned' ? 'spent' : 'reserved';
  if (known?.is !== from) return `${name} is ${known?.is ?? 'not held'} and is ${step.type}`;
  known.is = step.type === 'spent' ? 'spent' : 'back';
  return undefined;
}

type Month = { stream: string; costs: Cost[] };

function inTheEnd(streams: ReadonlyMap<string, StoredEvent[]>, { stream, costs }: Month): string | undefined {
  return first(costs, (cost) => {
    if (cost.is === 'reserved') return `${stream} holds money for ${cost.request} for ever`;
    const owed = isOwed(streams.get(`escalation#${cost.request}`) ?? [], { stream, cost });
    if ((cost.is === 'spent') === owed) return undefined;
    return `${stream}: ${cost.request} is ${cost.is}, and ${owed ? 'owed' : 'not owed'}`;
  });
}

/** What was approved and not estimated anew: they have begun it, or may still, or have done it once. */
function isOwed(events: readonly StoredEvent[], { stream, cost }: { stream: string; cost: Cost }): boolean {
  const approval = events.find(({ type, data }) => {
    const { estimate, month } = JSON.parse(data) as { estimate?: number; month?: string };
    return type === 'cost-approved' && estimate === cost.estimate && stream.endsWith(`-${month}`);
  });
  if (!approval) return false;
  const since = events.filter(({ seq }) => seq > approval.seq);
  if (since.some(({ type }) => type === 'estimated')) return false;
  if (since.some(({ type }) => type === 'reopened')) return true;
  const head = events.at(-1);
  const state = head && (JSON.parse(head.state) as EscalationState);
  if (state?.is === 'declined') return false;
  return state?.acceptor !== undefined || (state?.is !== 'withdrawn' && state?.is !== 'expired');
}
