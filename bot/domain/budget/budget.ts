import type { Actor } from '../actor.ts';
import { UTC, wallTimeAt } from '../calendar/zone.ts';
import type { Estimate } from '../escalation/state.ts';
import type { Instant } from '../instant.ts';

/** What is held for one estimate of one request: `estimate` is the sequence of the event that it was said in. */
export type CostName = { request: string; estimate: number };

/** Why money came back: it was estimated anew, or nobody will do the work. */
export type WhyBack = 'estimated' | 'declined' | 'withdrawn' | 'expired';

/**
 * What happens to the money of a vendor in a month. `reserved` is the decision of whoever approved the cost last (`person`, and the event's `by`), within
 * `limit` at that time; it is `spent` once the request says so, `released` where the request had moved on before, and `returned` where it was spent and is not any more.
 */
export type BudgetStep =
  | { type: 'reserved'; data: CostName & Estimate & { person: string; limit: number; task: string } }
  | { type: 'spent'; data: CostName }
  | { type: 'released'; data: CostName }
  | { type: 'returned'; data: CostName & { because: WhyBack } };

export type BudgetEvent = BudgetStep & { seq: number; at: Instant; by: Actor };

/** One cost of the month. `before`: what was spent and reserved when it was decided on. */
export type Cost = CostName &
  Estimate & {
    is: BudgetStep['type'];
    by: Actor;
    person: string;
    at: Instant;
    task: string;
    limit: number;
    before: number;
    because?: WhyBack;
  };

export type Sum = { reserved: number; spent: number };

/** What the head says: sums by currency, in its minor unit. Costs are in the events; `open` is how many are only reserved. */
export type BudgetState = { vendor: string; month: string; open: number; sums: Record<string, Sum> };

/** The budget of a vendor for a calendar month, told from its events. */
export type BudgetStory = { vendor: string; month: string; costs: Cost[]; state: BudgetState };

/** `2026-11`, by the clocks of the policy's zone. */
export function monthOf(at: Instant, zone = UTC): string {
  const { year, month } = wallTimeAt(at, zone);
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** A budget's name in its stream: `virtuozzo-2026-11`. */
export function budgetName({ vendor, month }: Pick<BudgetStory, 'vendor' | 'month'>): string {
  return `${vendor}-${month}`;
}

/** The budget before anything was approved in that month. */
export function emptyBudget({ vendor, month }: Pick<BudgetStory, 'vendor' | 'month'>): BudgetStory {
  return { vendor, month, costs: [], state: { vendor, month, open: 0, sums: {} } };
}

const MONTH_LENGTH = 'yyyy-mm'.length;

/** Tells a budget from its events, oldest first. `id` is its name. */
export function tellBudget(id: string, events: readonly BudgetEvent[]): BudgetStory {
  const [vendor, month] = [id.slice(0, -MONTH_LENGTH - 1), id.slice(-MONTH_LENGTH)];
  return events.reduce(nextBudget, emptyBudget({ vendor, month }));
}

/** The budget after one more event. What is said of a cost that stands otherwise is on record and changes nothing. */
export function nextBudget(budget: BudgetStory, event: BudgetEvent): BudgetStory {
  if (event.type === 'reserved') {
    const { by, at, data } = event;
    const before = takenOf(budget, data.currency);
    return withCosts(budget, [...budget.costs, { ...data, is: 'reserved', by, at, before }]);
  }
  const from = event.type === 'returned' ? 'spent' : 'reserved';
  return withCosts(
    budget,
    budget.costs.map((cost) =>
      isOf(cost, event.data) && cost.is === from ? { ...cost, is: event.type, ...becauseOf(event) } : cost,
    ),
  );
}

function becauseOf(event: BudgetEvent): { because?: WhyBack } {
  return event.type === 'returned' ? { because: event.data.because } : {};
}

function withCosts({ vendor, month }: BudgetStory, costs: Cost[]): BudgetStory {
  const sums: Record<string, Sum> = {};
  for (const { currency, amount, is } of costs) {
    const sum = sums[currency] ?? { reserved: 0, spent: 0 };
    const more = is === 'reserved' || is === 'spent' ? { [is]: sum[is] + amount } : {};
    sums[currency] = { ...sum, ...more };
  }
  const open = costs.filter(({ is }) => is === 'reserved').length;
  return { vendor, month, costs, state: { vendor, month, open, sums } };
}

function isOf(cost: CostName, { request, estimate }: CostName): boolean {
  return cost.request === request && cost.estimate === estimate;
}

/** The cost of that name, as it stands in the budget: the last one, where it was reserved again after it was released. */
export function costIn({ costs }: BudgetStory, name: CostName): Cost | undefined {
  return costs.findLast((cost) => isOf(cost, name));
}

export function sumOf({ state }: Pick<BudgetStory, 'state'>, currency: string): Sum {
  return state.sums[currency] ?? { reserved: 0, spent: 0 };
}

/** What is gone of the month: spent, or held for what was approved this moment. */
export function takenOf(budget: Pick<BudgetStory, 'state'>, currency: string): number {
  const { reserved, spent } = sumOf(budget, currency);
  return reserved + spent;
}
