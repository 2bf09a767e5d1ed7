import { type BudgetStory, monthOf, sumOf } from '../../domain/budget/budget.ts';
import type { BudgetTold } from '../../domain/budget/told.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import type { TendDeps } from '../deps.ts';
import { readVendors } from '../vendor/read-vendors.ts';
import { readBudget } from './append-budget.ts';

/** A budget as people are told of it, in the currency of the limit that the vendor has now. */
export function budgetTold(vendor: Vendor, budget: BudgetStory): BudgetTold {
  const { name, label, costLimit } = vendor;
  const sum = costLimit ? sumOf(budget, costLimit.currency) : { reserved: 0, spent: 0 };
  return { vendor: name, label, month: budget.month, sum, ...(costLimit && { limit: costLimit }) };
}

/** What is gone of the month, for the card of a request whose cost waits for a decision; undefined of any other. */
export async function budgetAbout(
  deps: Pick<TendDeps, 'ledger' | 'records' | 'now'>,
  { by, state }: EscalationStory,
): Promise<BudgetTold | undefined> {
  if (state.is !== 'estimated') return undefined;
  const [vendors, { policy }] = await Promise.all([readVendors(deps.ledger), deps.records(by)]);
  const vendor = vendors.find(({ name }) => name === state.vendor);
  if (!vendor) return undefined;
  const { story } = await readBudget(deps.ledger, { vendor: vendor.name, month: monthOf(deps.now(), policy?.zone) });
  return budgetTold(vendor, story);
}
