import type { BudgetTold } from '../../../domain/budget/told.ts';
import { money } from './escalation-talk.ts';

const WIDTH = 10;

/** `▓▓▓▒▒░░░░░`: what is gone, what is asked for, what would be left. Any part that is there has a cell of its own. */
export function budgetBar({ gone, asked = 0, limit }: { gone: number; asked?: number; limit: number }): string {
  const cells = (amount: number) => (limit > 0 ? Math.ceil((Math.min(amount, limit) / limit) * WIDTH) : WIDTH);
  const both = gone + asked >= limit ? WIDTH : Math.min(cells(gone + asked), WIDTH - 1);
  const dark = Math.min(gone > 0 ? Math.max(1, cells(gone)) : 0, asked > 0 ? both - 1 : both);
  return `${'▓'.repeat(dark)}${'▒'.repeat(asked > 0 ? both - dark : 0)}${'░'.repeat(WIDTH - both)}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `November 2026`. */
export function monthWords(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${MONTHS[Number(number) - 1] ?? number} ${year}`;
}

/** `▓▓▓▓░░░░░░ 2,000.00 EUR of 5,000.00 EUR spent in November 2026, 3,000.00 EUR left`. */
export function budgetLine({ sum, limit, month }: BudgetTold): string {
  if (!limit) return `No limit is set for ${monthWords(month)}: nothing can be approved`;
  const { amount, currency } = limit;
  const of = (sum: number) => money({ amount: sum, currency });
  const gone = sum.spent + sum.reserved;
  const held = sum.reserved > 0 ? ` and ${of(sum.reserved)} held` : '';
  const left = `${of(Math.max(0, amount - gone))} left`;
  return `${budgetBar({ gone, limit: amount })} ${of(sum.spent)} spent${held} of ${of(amount)} in ${monthWords(month)}, ${left}`;
}
