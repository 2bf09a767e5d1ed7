import type { Answer } from '../../domain/answer.ts';
import { monthOf } from '../../domain/budget/budget.ts';
import type { EscalationSentence } from '../../domain/language/escalation-sentence.ts';
import { writeEscalationSentence } from '../../domain/language/escalation-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { refuseReader } from '../look.ts';
import type { ReadRecords } from '../records.ts';
import { readVendors } from '../vendor/read-vendors.ts';
import { readBudget } from './append-budget.ts';
import { budgetTold } from './budget-now.ts';

type Deps = { ledger: Pick<Ledger, 'read' | 'head'>; records: ReadRecords };

/** `budget`, `budget virtuozzo 2026-11`: what is gone of a month, of what, and on what. */
export async function showBudget(
  deps: Deps,
  request: Request,
  sentence: Extract<EscalationSentence, { is: 'budget' }>,
): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'budget');
  if (refusal) return { is: 'refused', refusal, sentence: writeEscalationSentence(sentence) };
  const [{ policy }, vendors] = await Promise.all([deps.records(request.actor), readVendors(deps.ledger)]);
  const { vendor: named, month = monthOf(request.at, policy?.zone) } = sentence;
  const asked = vendors.filter(({ name }) => named === undefined || name === named);
  if (named !== undefined && asked.length === 0) {
    return { is: 'no-such-vendor', vendor: named, vendors: vendors.map(({ name }) => name) };
  }
  if (asked.length === 0) return { is: 'nothing', what: 'No vendor is registered.', next: 'help' };
  const budgets = await Promise.all(
    asked.map(async (vendor) => {
      const { story } = await readBudget(deps.ledger, { vendor: vendor.name, month });
      return { ...budgetTold(vendor, story), costs: story.costs };
    }),
  );
  return { is: 'budget', month, budgets };
}
