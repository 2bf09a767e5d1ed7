import type { EscalationStory } from '../escalation/apply.ts';
import type { Vendor } from '../vendor/vendor.ts';
import type { Cost, Sum } from './budget.ts';

/** The money of a vendor in a month, as people are told of it: in the minor unit of the limit's currency. Without `limit` nothing may be approved. */
export type BudgetTold = {
  vendor: string;
  label: string;
  month: string;
  sum: Sum;
  limit?: NonNullable<Vendor['costLimit']>;
};

/** What answers about costs say. `more`: how many have to agree after whoever is asked. */
export type CostTold =
  | { is: 'cost-asked'; story: EscalationStory; budget: BudgetTold; more: number }
  /** `vendors`: the names that may be asked about. */
  | { is: 'budget'; month: string; budgets: (BudgetTold & { costs: Cost[] })[] }
  | { is: 'no-such-vendor'; vendor: string; vendors: string[] };
