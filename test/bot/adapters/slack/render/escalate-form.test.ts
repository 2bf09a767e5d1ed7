import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { renderAnyCard } from '../../../../../bot/adapters/slack/render/any-card.ts';
import { renderForm } from '../../../../../bot/adapters/slack/render/form.ts';
import { sentenceOf } from '../../../../../bot/adapters/slack/render/form-sentence.ts';
import type { Gap } from '../../../../../bot/domain/answer.ts';
import type { EscalationStep } from '../../../../../bot/domain/escalation/event.ts';
import { HOUR } from '../../../../../bot/domain/instant.ts';
import { INNER_VERBS } from '../../../../../bot/domain/language/escalation-sentence.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { commands } from '../../../../../commands/index.ts';
import { initialValues } from '../../../../../local/slack/actions/element-state.ts';
import { checkBlocks, checkView } from '../../../../../local/slack/blocks/check.ts';
import { ADMIN, requestStory } from './escalations.ts';
import { pressesOf, textsOf } from './look.ts';
import { NOON, reading } from './stories.ts';

const RECEIVERS = [
  { name: 'virtuozzo', label: 'Virtuozzo' },
  { name: 'circle-owner', label: 'Our circle owners' },
];
const GATE = {
  instanceId: 'i-1',
  kind: 'infrastructure-container',
  environment: 'production',
  tags: [],
  services: [],
} as const;
const targets = [{ ...GATE, tags: [], services: [], name: 'infra-gate' }];

/** The sentence of a form in which nothing but this is touched. */
function filled(view: ModalView, typed: Record<string, Record<string, unknown>> = {}): string {
  const { callback_id = '', private_metadata = '' } = view;
  const values = { ...initialValues(JSON.parse(JSON.stringify(view))), ...typed };
  return sentenceOf({ callback_id, private_metadata, values }, commands);
}

describe('the form of an escalation', () => {
  const gap: Gap = {
    command: 'escalate',
    missing: ['receiver'],
    filled: { text: 'say "now"', to: 'virtuozzo', priority: 'major', by: '18:00' },
    targets: 'infra-gate',
    because: 'orders',
  };
  const view = renderForm({ is: 'form', commands: [], targets, gap, receivers: RECEIVERS });

  it('is a view that Slack takes, filled with what is known', () => {
    expect(checkView(view)).toMatchObject({ ok: true });
    const sentence = 'escalate "say \\"now\\"" to virtuozzo major on infra-gate by 18:00 because "orders"';
    expect(filled(view)).toBe(sentence);
    expect(parse(sentence, { commands })).toMatchObject({ ok: true, value: { is: 'escalate', text: 'say "now"' } });
  });

  it('writes the time that is chosen in UTC', () => {
    const at = { by: { value: { type: 'datetimepicker', selected_date_time: Date.UTC(2026, 11, 24, 17) / 1_000 } } };
    expect(filled(view, at)).toContain(' by 2026-12-24 17:00 UTC because ');
  });
});

describe('what a circle owner is asked', () => {
  const sent: EscalationStep = { type: 'sent', data: { expiresAt: NOON + 24 * HOUR } };
  const accepted = { type: 'accepted', data: { eta: NOON + HOUR }, by: ADMIN } as const;
  const inner = {
    kind: 'inner',
    ask: { receiver: 'the circle owner', cells: [], targets: [], task: 'call them' },
  } as const;

  it.each([
    ['sent', [sent], ['Accept…', 'Ask…', 'Reply…', 'Decline…', 'Withdraw']],
    ['accepted', [sent, accepted], ['Done…', 'Progress…', 'Ask…', 'Reply…', 'Decline…', 'Withdraw']],
  ] as const)('has buttons that open forms, where it is %s', (_is, steps, labels) => {
    const card = renderAnyCard(
      requestStory([...steps], { ...inner, ask: { ...inner.ask, cells: [], targets: [] } }),
      reading,
    );
    expect(checkBlocks(card.blocks)).toMatchObject({ ok: true });
    expect(Object.keys(pressesOf(card))).toEqual(labels);
    for (const sentence of Object.values(pressesOf(card))) expect(parse(sentence, { commands }).ok).toBe(true);
    expect(textsOf(card.blocks).join('\n')).not.toMatch(/undefined|no targets|R- /);
  });

  it.each(INNER_VERBS)('has a form for `%s`, whose sentence is read', (verb) => {
    const gap: Gap = { command: verb, missing: ['text'], filled: { request: '4KQ7M' } };
    const view = renderForm({ is: 'form', commands: [], targets: [], gap });
    expect(checkView(view)).toMatchObject({ ok: true });
    const typed = (value: string) => ({ value: { type: 'plain_text_input', value } });
    const sentence = filled(view, {
      ...(verb !== 'accept' && { text: typed('the "node"') }),
      ...((verb === 'accept' || verb === 'progress') && { eta: typed('2h') }),
    });
    expect(parse(sentence, { commands })).toMatchObject({ ok: true, value: { is: 'inner-act', said: { says: verb } } });
  });

  it('says that the same is asked already', () => {
    const answer = { is: 'escalated', id: '4KQ7M', receiver: 'Virtuozzo', earlier: true } as const;
    expect(renderAnswer(answer, reading).text).toBe('Already asked of Virtuozzo: E-4KQ7M');
  });
});
