import type { EscalationStory } from '../../../domain/escalation/apply.ts';
import { budgetBar, budgetLine, monthWords } from './budget-words.ts';
import { money } from './escalation-talk.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import { listed } from './text.ts';

/** What a request's card says of the money: before the decision how the month stands, after it how it stood with this. */
export function costLines({ state, said = [] }: EscalationStory, reading: Reading): string[] {
  const { estimate, agreed = [] } = state;
  if (!estimate) return [];
  if (state.is === 'estimated') {
    const who = agreed.map(({ by }) => person(by, reading));
    return [
      ...(reading.budget ? [budgetLine(reading.budget)] : []),
      ...(who.length > 0 ? [`Agreed to by ${listed(who)}; others have to as well`] : []),
    ];
  }
  const approval = said.findLast((event) => event.type === 'cost-approved');
  const { spent = 0, limit, month } = approval?.data ?? {};
  if (limit === undefined || month === undefined) return [];
  const { amount, currency } = estimate;
  const of = (sum: number) => money({ amount: sum, currency });
  const gone = spent + amount;
  return [
    `${budgetBar({ gone, limit })} Cost ${of(amount)} · with it ${of(gone)} of ${of(limit)} in ${monthWords(month)}`,
  ];
}
