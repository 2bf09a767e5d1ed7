import type { Cost, CostName } from '../../../domain/budget/budget.ts';
import type { BudgetTold } from '../../../domain/budget/told.ts';
import { writeMoney } from '../../../domain/language/money.ts';
import { context, section, sections } from './blocks.ts';
import { budgetBar, budgetLine, monthWords } from './budget-words.ts';
import { quoted } from './card-lines.ts';
import { money } from './escalation-talk.ts';
import { pressing, requestName } from './escalation-words.ts';
import { person } from './labels.ts';
import { fitting } from './lists.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { counted, inline, listed } from './text.ts';
import { when } from './when.ts';

/** Before a cost is approved: the sum first, then what it does to the month. */
export function sayCostAsked({ story, budget, more }: AnswerOf<'cost-asked'>, reading: Reading): Said {
  const { id, ask, state, by, said = [] } = story;
  const { estimate } = state;
  const { limit, sum, month, label } = budget;
  if (!estimate || !limit) throw new Error(`request ${id} has no sum that could be approved`);
  const gone = sum.spent + sum.reserved;
  const of = (amount: number) => money({ amount, currency: limit.currency });
  const name = requestName(id);
  const text = said.findLast((event) => event.type === 'estimated')?.data.text;
  const why = ask.because === undefined ? '' : `: ${quoted(ask.because)}`;
  return {
    mark: 'question',
    first: `💶 Approve *${money(estimate)}* for ${inline(ask.task, 150)}? · ${name}`,
    body: [
      section(
        [
          `${budgetBar({ gone, asked: estimate.amount, limit: limit.amount })} ${inline(label, 60)}, ${monthWords(month)}`,
          `Spent so far ${of(gone)} · with this ${of(gone + estimate.amount)} · limit ${of(limit.amount)}`,
          `*Left after it: ${of(limit.amount - gone - estimate.amount)}*`,
        ].join('\n'),
      ),
      ...sections([
        ...(text === undefined ? [] : [`They say: ${quoted(text)}`]),
        ...(more > 0
          ? [more === 1 ? 'After you one more person has to agree' : `After you ${more} more people have to agree`]
          : []),
      ]),
      context(`${person(by, reading)} asked${why} · ${pressing(ask, reading)}`),
    ],
    presses: [
      {
        id: 'approve-cost',
        label: `Approve ${money(estimate)}`,
        says: `approve cost ${name} at ${writeMoney(estimate)}`,
        style: 'primary',
      },
      { id: 'deny-cost', label: 'Deny…', says: `form deny cost ${name}`, style: 'danger' },
    ],
    request: id,
  };
}

const STANDS: Record<Cost['is'], string> = {
  reserved: 'held: approved this moment',
  spent: 'approved',
  released: 'not spent: the request went on without it',
  returned: 'given back',
};

const BACK: Record<NonNullable<Cost['because']>, string> = {
  estimated: 'it was estimated anew',
  declined: 'they declined it',
  withdrawn: 'it was withdrawn',
  expired: 'it expired',
};

/** `• *E-4KQ7M* 1,250.00 EUR · reboot env-101 · approved by @budget 14:32`. */
function costLine(cost: Cost, reading: Reading): string {
  const { request, task, is, by, at, because } = cost;
  const stands = `${STANDS[is]}${because === undefined ? '' : `, ${BACK[because]}`}`;
  const sum = is === 'spent' || is === 'reserved' ? `*${money(cost)}*` : `~${money(cost)}~`;
  return `• *${requestName(request)}* ${sum} · ${inline(task, 150)} · ${stands} · by ${person(by, reading)} ${when(at, reading.now)}`;
}

/** A month of one vendor or of all, newest cost first. */
export function sayBudget({ month, budgets }: AnswerOf<'budget'>, reading: Reading): Said {
  const bodies = budgets.flatMap((budget) => {
    const lines = [...budget.costs].reverse().map((cost) => costLine(cost, reading));
    const { shown, left } = fitting(lines, Math.floor(8_000 / budgets.length));
    const title = `*${inline(budget.label, 60)}*\n${budgetLine(budget)}`;
    const rest = left > 0 ? [`… and ${counted(left, 'more cost')}`] : [];
    const none = lines.length === 0 ? ['Nothing was approved.'] : [];
    return sections([title, ...none, ...shown, ...rest]);
  });
  const [first] = budgets;
  return {
    mark: 'information',
    first: firstOf(budgets, month),
    body: bodies.slice(0, 40),
    presses: [...openOf(budgets), ...(first ? [earlier(month, budgets.length === 1 ? first.vendor : undefined)] : [])],
  };
}

function firstOf(budgets: readonly BudgetTold[], month: string): string {
  const [one, ...others] = budgets;
  const when = monthWords(month);
  if (!one?.limit || others.length > 0) {
    return `💶 *What ${listed(budgets.map(({ label }) => inline(label, 60)))} may cost in ${when}*`;
  }
  const { amount, currency } = one.limit;
  const gone = money({ amount: one.sum.spent + one.sum.reserved, currency });
  return `💶 *${inline(one.label, 60)}*: ${gone} of ${money({ amount, currency })} gone in ${when}`;
}

function openOf(budgets: readonly { costs: readonly Cost[] }[]) {
  const newest: CostName[] = budgets.flatMap(({ costs }) => costs.slice(-3).reverse());
  const names = [...new Set(newest.map(({ request }) => request))].slice(0, 3);
  return names.map((id, at) => ({
    id: `try:${at}`,
    label: `Show ${requestName(id)}`,
    says: `show ${requestName(id)}`,
  }));
}

function earlier(month: string, vendor: string | undefined) {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const before = number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
  const says = ['budget', ...(vendor === undefined ? [] : [vendor]), before].join(' ');
  return { id: 'earlier', label: monthWords(before), says };
}

export function sayNoSuchVendor({ vendor, vendors }: AnswerOf<'no-such-vendor'>): Said {
  const known =
    vendors.length === 0 ? 'None is registered.' : `There are: ${listed(vendors.map((one) => inline(one, 64)))}.`;
  return {
    mark: 'refused',
    first: `✋ There is no vendor *${inline(vendor, 64)}*`,
    body: [section(known)],
    presses: [{ id: 'budget', label: 'All vendors', says: 'budget' }],
  };
}
