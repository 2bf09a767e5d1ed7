import type { EscalationRefusal } from '../../../domain/escalation/refusal.ts';
import type { Press } from './blocks.ts';
import { money } from './escalation-talk.ts';
import type { No } from './refusal-words.ts';
import { code, inline } from './text.ts';

type OfCost = Extract<
  EscalationRefusal,
  {
    reason: 'own-request' | 'other-estimate' | 'agreed-already' | 'over-limit' | 'no-limit' | 'other-currency';
  }
>;

const BUDGET: Press = { id: 'budget', label: 'See the month', says: 'budget' };

/** Why a cost is not approved. */
export function costRefusalWords(refusal: OfCost, { name, show }: { name: string; show: Press }): No {
  switch (refusal.reason) {
    case 'own-request':
      return {
        why: `nobody approves the cost of what they asked for or sent themselves`,
        whose: 'Another budget holder decides on it',
        next: show,
      };
    case 'other-estimate': {
      const { seen, amount, currency } = refusal;
      return {
        why: `it is ${money({ amount, currency })} now, not ${money(seen)}`,
        whose: 'They estimated it anew: look at the new sum, and decide on that',
        next: { id: 'approve-cost', label: `Look at ${money({ amount, currency })}`, says: `approve cost ${name}` },
      };
    }
    case 'agreed-already':
      return { why: `you have agreed to the cost of *${name}*`, whose: 'Others have to agree as well', next: show };
    case 'over-limit': {
      const { limit, spent, amount, currency } = refusal;
      const left = money({ amount: Math.max(0, limit - spent), currency });
      return {
        why: `${money({ amount, currency })} is more than what is left this month: ${left} of ${money({ amount: limit, currency })}`,
        whose: `Wait for the next month, or have an admin raise the limit${raise(refusal, amount + spent, currency)}`,
        next: BUDGET,
      };
    }
    case 'no-limit':
      return {
        why: 'nobody has set what may be spent with this vendor in a month',
        whose: `Admins set the limit of a vendor${raise(refusal)}`,
        next: show,
      };
    case 'other-currency':
      return {
        why: `the estimate is in ${inline(refusal.currency, 10)}, the limit in ${inline(refusal.wanted, 10)}`,
        whose: `Ask them for an estimate in ${inline(refusal.wanted, 10)}`,
        next: show,
      };
    default:
      return refusal satisfies never;
  }
}

/** The admin's sentence, where a vendor is registered at all. */
function raise({ vendor }: { vendor?: string }, least?: number, currency = 'EUR'): string {
  if (vendor === undefined) return '; no vendor is registered for it yet';
  const sum = least === undefined ? `5000 ${currency}` : `${Math.ceil(least / 100)} ${currency}`;
  return `: ${code(`vendor set ${vendor} cost limit to ${sum} because …`)}`;
}
