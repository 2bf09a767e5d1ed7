import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { budgetBar } from '../../../../../bot/adapters/slack/render/budget-words.ts';
import { renderForm } from '../../../../../bot/adapters/slack/render/form.ts';
import type { Answer } from '../../../../../bot/domain/answer.ts';
import type { BudgetTold } from '../../../../../bot/domain/budget/told.ts';
import type { EscalationRefusal } from '../../../../../bot/domain/escalation/refusal.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkBlocks, checkView } from '../../../../../local/slack/blocks/check.ts';
import { requestStory, sentRequest } from './escalations.ts';
import { pressesOf, textsOf } from './look.ts';
import { APPROVER, NOON, reading } from './stories.ts';

const BUDGET: BudgetTold = {
  ...{ vendor: 'virtuozzo', label: 'Virtuozzo', month: '2026-11', sum: { spent: 200_000, reserved: 0 } },
  limit: { amount: 500_000, currency: 'EUR' },
};
const story = requestStory(
  [sentRequest, { type: 'estimated', data: { amount: 125_000, currency: 'EUR', text: 'two hours' }, by: APPROVER }],
  { kind: 'paid' },
);

function said(answer: Answer) {
  const { text, blocks } = renderAnswer(answer, reading);
  expect(checkBlocks(blocks)).toMatchObject({ ok: true });
  const presses = pressesOf({ blocks });
  for (const says of Object.values(presses)) expect(parse(says, { commands }).ok, says).toBe(true);
  return { text, all: textsOf(blocks).join('\n'), presses };
}

describe('what is shown before a cost is approved', () => {
  it('is the sum, what is spent, the limit and what is left, in the first lines', () => {
    const { text, all, presses } = said({ is: 'cost-asked', story, budget: BUDGET, more: 1 });
    expect(text).toBe('💶 Approve 1,250.00 EUR for edit /etc/hosts on infra-gate? · E-4KQ7M');
    expect(all).toContain('▓▓▓▓▒▒▒░░░ Virtuozzo, November 2026');
    expect(all).toContain('Spent so far 2,000.00 EUR · with this 3,250.00 EUR · limit 5,000.00 EUR');
    expect(all).toContain('*Left after it: 1,750.00 EUR*');
    expect(all).toContain('They say: “two hours”');
    expect(all).toContain('After you one more person has to agree');
    expect(presses).toEqual({
      'Approve 1,250.00 EUR': 'approve cost E-4KQ7M at 1250.00 EUR',
      'Deny…': 'form deny cost E-4KQ7M',
    });
  });

  it.each([
    [0, 0, '░░░░░░░░░░'],
    [1, 0, '▓░░░░░░░░░'],
    [0, 1, '▒░░░░░░░░░'],
    [1, 1, '▒░░░░░░░░░'],
    [499, 0, '▓▓▓▓▓▓▓▓▓░'],
    [500, 0, '▓▓▓▓▓▓▓▓▓▓'],
    [250, 250, '▓▓▓▓▓▒▒▒▒▒'],
    [900, 0, '▓▓▓▓▓▓▓▓▓▓'],
  ])('the bar of %i and %i of 500 is full only when nothing is left', (gone, asked, bar) => {
    expect(budgetBar({ gone, asked, limit: 500 })).toBe(bar);
  });

  it('a denial has a form for its reason, which is a sentence', () => {
    const read = parse('form deny cost E-4KQ7M', { commands });
    expect(read).toMatchObject({ ok: true, value: { is: 'form', gap: { command: 'deny cost' } } });
    if (!read.ok || read.value.is !== 'form' || !read.value.gap) return;
    const view = renderForm({ is: 'form', gap: read.value.gap, commands: [], targets: [] });
    expect(checkView(view)).toMatchObject({ ok: true });
    expect(view.private_metadata).toBe('deny cost E-4KQ7M');
  });
});

describe('the month', () => {
  const cost = { ...{ request: '4KQ7M', estimate: 2, amount: 125_000, currency: 'EUR' }, person: 'p', limit: 500_000 };
  const of = { ...cost, by: APPROVER, at: NOON, task: 'reboot env-101', before: 0 };

  it('says what was spent, of what, on what, and by whom; and leads to the month before', () => {
    const sum = { spent: 125_000, reserved: 50_000 };
    const budgets = [
      {
        ...{ ...BUDGET, sum },
        costs: [
          { ...of, is: 'returned' as const, because: 'declined' as const },
          { ...of, request: '7F3KA', is: 'spent' as const },
        ],
      },
    ];
    const { text, all, presses } = said({ is: 'budget', month: '2026-11', budgets });
    expect(text).toBe('💶 Virtuozzo: 1,750.00 EUR of 5,000.00 EUR gone in November 2026');
    expect(all).toContain(
      '▓▓▓▓░░░░░░ 1,250.00 EUR spent and 500.00 EUR held of 5,000.00 EUR in November 2026, 3,250.00 EUR left',
    );
    expect(all).toMatch(
      /\*E-7F3KA\* \*1,250\.00 EUR\* · reboot env-101 · approved · by .*\n.*given back, they declined it/,
    );
    expect(presses).toMatchObject({ 'Show E-7F3KA': 'show E-7F3KA', 'October 2026': 'budget virtuozzo 2026-10' });
  });

  it('without a limit, or with nothing spent, says so', () => {
    const { limit: _none, ...unlimited } = BUDGET;
    expect(said({ is: 'budget', month: '2026-01', budgets: [{ ...unlimited, costs: [] }] })).toMatchObject({
      all: expect.stringContaining('No limit is set for November 2026: nothing can be approved\nNothing was approved.'),
      presses: { 'December 2025': 'budget virtuozzo 2025-12' },
    });
    expect(said({ is: 'no-such-vendor', vendor: 'zeta', vendors: ['virtuozzo'] }).all).toContain(
      'There are: virtuozzo.',
    );
  });

  it('of three hundred costs fits into a message', () => {
    const costs = Array.from({ length: 300 }, (_, at) => ({ ...of, request: `A${1_000 + at}`, is: 'spent' as const }));
    expect(said({ is: 'budget', month: '2026-11', budgets: [{ ...BUDGET, costs }] }).all).toMatch(
      /… and \d+ more costs/,
    );
  });
});

describe('why a cost is not approved', () => {
  const euros = { amount: 150_000, currency: 'EUR' };
  it.each<[EscalationRefusal, string, string]>([
    [{ reason: 'own-request' }, 'nobody approves the cost of what they asked for or sent', 'show E-4KQ7M'],
    [
      { reason: 'other-estimate', seen: { ...euros, amount: 125_000 }, ...euros },
      'it is 1,500.00 EUR now, not 1,250.00 EUR',
      'approve cost E-4KQ7M',
    ],
    [{ reason: 'agreed-already' }, 'you have agreed to the cost', 'show E-4KQ7M'],
    [
      { reason: 'over-limit', limit: 500_000, spent: 400_000, ...euros, vendor: 'virtuozzo' },
      '1,500.00 EUR is more than what is left this month: 1,000.00 EUR of 5,000.00 EUR',
      'budget',
    ],
    [
      { reason: 'over-limit', limit: 500_000, spent: 400_000, ...euros, vendor: 'virtuozzo' },
      '`vendor set virtuozzo cost limit to 5500 EUR because …`',
      'budget',
    ],
    [
      { reason: 'no-limit', vendor: 'virtuozzo' },
      '`vendor set virtuozzo cost limit to 5000 EUR because …`',
      'show E-4KQ7M',
    ],
    [{ reason: 'no-limit' }, 'no vendor is registered', 'show E-4KQ7M'],
    [
      { reason: 'other-currency', currency: 'USD', wanted: 'EUR' },
      'the estimate is in USD, the limit in EUR',
      'show E-4KQ7M',
    ],
  ])('%j', (refusal, words, next) => {
    const { all, presses } = said({ is: 'escalation-act-refused', act: 'approve cost', id: '4KQ7M', refusal });
    expect(all).toContain(words);
    expect(Object.values(presses)).toContain(next);
  });
});

it('what an admin is told to type to raise a limit is read', () => {
  const read = parse('vendor set virtuozzo cost limit to 5500 EUR because …', { commands });
  expect(read).toMatchObject({ ok: true, value: { is: 'vendor-set', vendor: 'virtuozzo' } });
});

describe('what is said of costs', () => {
  it.each([
    ['approve cost E-4KQ7M', { is: 'approve-cost', request: '4KQ7M' }],
    ['approve cost e-4kq7m at 1,250.00 EUR', { is: 'approve-cost', seen: { amount: 125_000, currency: 'EUR' } }],
    ['Approve cost E-4KQ7M at 1250 eur', { is: 'approve-cost', seen: { amount: 125_000, currency: 'EUR' } }],
    ['deny cost E-4KQ7M because "too much"', { is: 'deny-cost', because: 'too much' }],
    ['budget', { is: 'budget' }],
    ['budget virtuozzo 2026-11', { is: 'budget', vendor: 'virtuozzo', month: '2026-11' }],
    ['budget 2026-11', { is: 'budget', month: '2026-11' }],
  ])('%s', (typed, sentence) => {
    expect(parse(typed, { commands })).toMatchObject({ ok: true, value: sentence });
  });

  it.each([
    ['approve cost', 'does not say which request'],
    ['approve cost R-8C2MX', 'is not the id of a request'],
    ['approve cost E-4KQ7M at', 'no amount after'],
    ['approve cost E-4KQ7M at 1250', 'is no amount'],
    ['approve cost E-4KQ7M at 0 EUR', 'is no amount'],
    ['approve cost E-4KQ7M at 12,50 EUR', 'is no amount'],
    ['approve cost E-4KQ7M now', 'I do not know what to do with'],
    ['approve cost E-4KQ7M because "fine"', 'takes no reason'],
    ['deny cost E-4KQ7M twice', 'I do not know what to do with'],
    ['budget 2026-13', 'is no month'],
    ['budget virtuozzo zeta', 'I do not know what to do with'],
  ])('%s is answered with what is wrong', (typed, why) => {
    const read = parse(typed, { commands });
    expect(read).toMatchObject({ ok: false, error: { is: 'not-understood', why: expect.stringContaining(why) } });
  });
});
