import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { renderAnyCard } from '../../../../../bot/adapters/slack/render/any-card.ts';
import { renderCard } from '../../../../../bot/adapters/slack/render/card.ts';
import type { Rendered } from '../../../../../bot/adapters/slack/render/rendered.ts';
import type { EscalationStory } from '../../../../../bot/domain/escalation/apply.ts';
import type { EscalationKind } from '../../../../../bot/domain/escalation/ask.ts';
import { plainText } from '../../../../../bot/domain/plain-text.ts';
import type { Story } from '../../../../../bot/domain/run/apply.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { ADMIN, asking, NOTE, requestStory, sentRequest, UNLISTED, withdrawn, word } from './escalations.ts';
import { foreignMarkup, sizeOf, textsOf } from './look.ts';
import { host, NOON, OPERATOR, planned, reading, story } from './stories.ts';

const SHORT = [
  ...['<!channel>', '<!everyone>', '<!here|x>', '<@U2APPROVER>', '<#C1OPS|ops>', '<!subteam^S1>', '@everyone @here'],
  ...['<http://evil|https://console.aws.amazon.com>', '<mailto:a@b|x>', 'https://evil.example/<x>'],
  ...['`<!here>`', '```\n<!everyone>\n```', '*✔ Approved* _by_ ~all~', '> quoted', '&lt;!channel&gt;', ''],
  ...['\u001b[31m<!channel>\u001b[0m', '\u0000\u0007\u009b', '\u202e<!lennahc>', '\ud83d<!channel>\udc4d'],
  '\r\n✔ *done*\u2028',
];
const LONG = ['<', '&', 'x', '👩‍🚒', '\u0007', ' ', '`', '<!channel>'].map((text) =>
  text.repeat(Math.ceil(40_000 / text.length)),
);
const anyText = fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((codes) => String.fromCodePoint(...codes));
const hostile = fc.array(fc.oneof(fc.constantFrom(...SHORT), anyText), { maxLength: 4 }).map((parts) => parts.join(''));

/** No mention, link or line end that we did not write, nothing unprintable, within Slack's limits. */
function sound(rendered: Rendered): void {
  expect(foreignMarkup(rendered)).toEqual([]);
  expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
  expect(JSON.stringify(rendered).isWellFormed()).toBe(true);
  expect(sizeOf(rendered)).toBeLessThan(13_000);
  for (const shown of textsOf(rendered.blocks)) expect(plainText(shown)).toBe(shown);
  for (const block of rendered.blocks) {
    if (block.type === 'section') expect(block.text).toMatchObject({ type: 'mrkdwn', verbatim: true });
  }
}

function requestsOf(text: string): EscalationStory[] {
  const estimated = { type: 'estimated', data: { amount: 1, currency: 'EUR', text } } as const;
  const paid = requestStory([sentRequest, estimated], { kind: 'paid', ask: { task: text, because: text } });
  const sum = { reserved: 0, spent: 0 };
  const budget = { vendor: text, label: text, month: '2026-11', sum, limit: { amount: 9, currency: 'EUR' } };
  sound(renderAnswer({ is: 'cost-asked', story: paid, budget, more: 1 }, reading));
  const cost = { ...{ request: '4KQ7M', estimate: 2, amount: 1, currency: 'EUR', person: 'p', limit: 9, before: 0 } };
  const costs = [{ ...cost, is: 'spent' as const, by: OPERATOR, at: NOON, task: text }];
  sound(renderAnswer({ is: 'budget', month: '2026-11', budgets: [{ ...budget, costs }] }, reading));
  sound(renderAnswer({ is: 'no-such-vendor', vendor: text, vendors: [text] }, reading));
  const note = { ...NOTE, what: text, on: [text, text], because: text, agreed: text };
  const ask = {
    ...asking('task'),
    ...{ receiver: text, label: text, task: text, typed: text, because: text, custom: [note, note] },
    cells: [{ label: text, kind: 'user-host' as const, party: text, profile: text, version: 3 }],
    targets: [{ name: text, kind: 'user-host' as const, environment: 'production' as const }],
  };
  const of = (kind: EscalationKind) => ({ kind, ask: { ...ask, kind }, waits: true });
  return [
    requestStory([], of('task')),
    requestStory([sentRequest], of('paid')),
    requestStory([withdrawn(text)], of('safety')),
    requestStory([word('safe-if', text, text)], of('safety')),
  ];
}

function runsOf(text: string): Story[] {
  const note = { ...NOTE, what: text, on: [text], because: text, agreed: text };
  const unlisted = { ...UNLISTED, activity: text, profile: text, vendor: text };
  const custom = { first: [note, note, note], count: 99 };
  const making = { unlisted, custom, because: text, effect: text, hosts: [host(text)] };
  const linked = { type: 'linked', data: { request: '4KQ7M' } } as const;
  const said = { request: '4KQ7M', because: text, condition: text, by: ADMIN, heard: 'recorded' } as const;
  return [
    story([planned(making), linked], making),
    story([planned(making), linked, { type: 'cleared', data: said }], making),
  ];
}

const cards = (text: string) => {
  for (const one of requestsOf(text)) {
    sound(renderAnyCard(one, reading));
    sound(renderAnyCard(one, { ...reading, channelIsShared: true }));
  }
  for (const run of runsOf(text)) sound(renderCard(run, reading));
};

const answers = (text: string) => {
  const stories = requestsOf(text);
  for (const one of stories) sound(renderAnswer({ is: 'escalation', story: one }, reading));
  for (const one of stories) sound(renderAnswer({ is: 'escalation-acted', act: 'sent', story: one }, reading));
  const lines = stories.map(({ id, at, state }) => ({ id, at, state: { ...state, sentence: text, receiver: text } }));
  sound(renderAnswer({ is: 'escalations', lines }, reading));
  for (const run of runsOf(text)) sound(renderAnswer({ is: 'why', story: run, request: '4KQ7M' }, reading));
  const note = { ...NOTE, what: text, on: [text], because: text, agreed: text };
  sound(renderAnswer({ is: 'custom-recorded', note, others: 3 }, reading));
  sound(renderAnswer({ is: 'custom-removed', note }, reading));
  const entry = { ...note, by: OPERATOR, at: NOON };
  const misread = { wrong: text, allowed: text, example: text };
  sound(renderAnswer({ is: 'heard-misread', to: OPERATOR, request: '4KQ7M', misread }, reading));
  sound(renderAnswer({ is: 'custom-list', notes: [entry, entry], on: text }, reading));
};

describe('what others write into a request or a note', () => {
  const named = [...SHORT, ...LONG].map(
    (text) => [`${JSON.stringify(text).slice(0, 30)}, ${text.length}`, text] as const,
  );
  it.each(named)('is text on a card: %s', (_name, text) => cards(text));
  it.each(named)('is text in an answer: %s', (_name, text) => answers(text));

  it('is text on a card, whatever it is', () => {
    fc.assert(fc.property(hostile, cards), { numRuns: 25 });
  });

  it('is text in an answer, whatever it is', () => {
    fc.assert(fc.property(hostile, answers), { numRuns: 25 });
  });
});
