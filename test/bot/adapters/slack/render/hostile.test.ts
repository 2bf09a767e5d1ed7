import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { renderCard } from '../../../../../bot/adapters/slack/render/card.ts';
import { renderForm } from '../../../../../bot/adapters/slack/render/form.ts';
import type { Answer } from '../../../../../bot/domain/answer.ts';
import type { Refusal } from '../../../../../bot/domain/run/refusal.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkBlocks, checkView } from '../../../../../local/slack/blocks/check.ts';
import { foreignMarkup } from './look.ts';
import { cell, host, outcome, plan, planned, REFUSALS, ran, reading, story } from './stories.ts';

const CORPUS = [
  '<!channel>',
  '<!here|x>',
  '<@U2APPROVER>',
  '<#C1OPS|ops>',
  '<http://evil|https://console.aws.amazon.com>',
  '<!date^1^{time}|x>',
  '&lt;!channel&gt;',
  '```\n<!everyone>\n```',
  '`<!here>`',
  '*✔ Approved* _by_ ~all~',
  '> quoted',
  '\u001b[31m<!channel>\u001b[0m',
  '\u202e<!lennahc>',
  '\ud83d<!channel>\udc4d',
  '\r\n✔ *done*\u2028',
  '</script>',
  '',
  '<'.repeat(4_000),
  '&'.repeat(4_000),
  '👩‍🚒'.repeat(1_000),
  ' '.repeat(50),
  '\u0000\u0007',
];
/** Every code point, lone surrogates too. (fast-check's own `binary` unit takes seconds to begin.) */
const anyText = fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((codes) => String.fromCodePoint(...codes));

const hostile = fc.oneof(
  fc.constantFrom(...CORPUS),
  fc.array(fc.oneof(fc.constantFrom(...CORPUS.slice(0, 14)), anyText), { maxLength: 4 }).map((parts) => parts.join('')),
);

function sound(blocks: ReturnType<typeof renderCard>): void {
  expect(foreignMarkup(blocks)).toEqual([]);
  expect(checkBlocks(blocks.blocks)).toMatchObject({ ok: true });
  expect(JSON.stringify(blocks).isWellFormed()).toBe(true);
}

/** The same shape with every text in it replaced, but what the domain made itself: reasons, kinds, parties' kinds. */
function poisoned<T>(value: T, text: string, keep: readonly string[]): T {
  if (Array.isArray(value)) return value.map((one) => poisoned(one, text, keep)) as T;
  if (typeof value === 'string') return text as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    keep.includes(key) ? one : poisoned(one, text, keep),
  ]);
  return Object.fromEntries(entries) as T;
}

const OURS = [
  'is',
  'act',
  'reason',
  'kind',
  'kinds',
  'availableFor',
  'needed',
  'who',
  'user',
  'what',
  'party.kind',
  'missing',
  'roles',
  'risk',
  'environment',
];

describe('what others write', () => {
  it('cannot mention, link or break a card', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const making = { because: text, sentence: text, effect: text, fields: { service: text }, hosts: [host(text)] };
        const cells = [{ ...cell, label: text, profile: text, party: { ...cell.party, label: text } }];
        sound(renderCard(story([planned({ ...making, cells })], making), reading));
        const denied = { type: 'denied', data: { because: text } } as const;
        sound(renderCard(story([planned({ ...making, cells }), denied], making), reading));
        const bad = outcome(text, { status: 'failed', detail: text, tail: `${text}\n${text}` });
        sound(renderCard(ran([bad], { ...making, cells }), reading));
        sound(renderCard(ran([bad], { ...making, command: 'disk' }), reading));
        const whole = { ...plan({ ...making, cells }), parameters: { [text]: [text] }, undo: text, documentName: text };
        sound(renderAnswer({ is: 'plan', sentence: text, plan: whole }, reading));
        for (const is of ['run', 'why'] as const) {
          sound(renderAnswer({ is, story: ran([bad], { ...making, cells }) }, reading));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('cannot mention, link or break an answer', () => {
    const answers: Answer[] = [
      { is: 'suggestion', typed: 'x', sentence: 'x' },
      { is: 'choice', typed: 'x', question: 'x', sentences: ['x', 'x'] },
      {
        is: 'question',
        typed: 'x',
        gap: { command: 'restart', missing: ['service'], filled: { service: 'x' }, because: 'x' },
      },
      { is: 'not-understood', typed: 'x', why: 'x', allowed: 'x', example: 'x' },
      { is: 'nothing', what: 'x', next: 'x' },
      { is: 'accepted', run: 'x', sentence: 'x' },
      {
        is: 'targets',
        filter: 'x',
        total: 1,
        targets: [
          {
            name: 'x',
            instanceId: 'x',
            kind: 'user-host',
            environment: 'staging',
            group: 'x',
            tags: ['x'],
            services: ['x'],
          },
        ],
      },
      { is: 'health', lines: [{ part: 'x', well: false, detail: 'x' }] },
      {
        is: 'help',
        roles: [],
        more: 1,
        entries: [{ name: 'x', pattern: 'x', summary: 'x', examples: ['x'], risk: 'read' }],
      },
      { is: 'failed', id: 'x' },
    ];
    fc.assert(
      fc.property(hostile, (text) => {
        for (const answer of answers) sound(renderAnswer(poisoned(answer, text, [...OURS, 'command']), reading));
        for (const refusal of Object.values(REFUSALS)) {
          const no = poisoned<Refusal>(refusal, text, OURS);
          sound(renderAnswer({ is: 'refused', refusal: no, sentence: text, run: '8C2MX' }, reading));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('cannot break a form', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const gap = { command: 'restart', missing: [], filled: { service: text }, targets: text, because: text };
        const target = {
          name: text,
          instanceId: 'i',
          kind: 'user-host',
          environment: 'staging',
          tags: [text],
          services: [text],
        } as const;
        const targets = [{ ...target, tags: [text], services: [text] }];
        const view = renderForm({ is: 'form', gap, commands: [...commands], targets });
        expect(checkView(view)).toMatchObject({ ok: true });
      }),
      { numRuns: 40 },
    );
  });
});
