import { describe, expect, it } from 'vitest';
import { renderAnyForm, wrongFields } from '../../../../../bot/adapters/slack/render/every-word.ts';
import { sentenceOf } from '../../../../../bot/adapters/slack/render/form-sentence.ts';
import { SEND_FORM } from '../../../../../bot/adapters/slack/render/send-form.ts';
import type { SendForm } from '../../../../../bot/domain/answer.ts';
import type { Ask } from '../../../../../bot/domain/escalation/ask.ts';
import type { EscalationRefusal } from '../../../../../bot/domain/escalation/refusal.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { commands } from '../../../../../commands/index.ts';
import { initialValues } from '../../../../../local/slack/actions/element-state.ts';
import { checkView } from '../../../../../local/slack/blocks/check.ts';
import { asking, requestStory } from './escalations.ts';
import { foreignMarkup, textsOf } from './look.ts';
import { NOON, reading } from './stories.ts';

const SEEN = '9af3c1d20b7e';
const CHOICE = { run: '8C2MX', task: 'assess infra-gate', at: NOON };
const WANTED = Date.UTC(2026, 11, 24, 18);
const HOSTILE = '<!channel> <https://x.example|y> `` ``` & *b* <@U1ATTACKER>\u202e\u0000';

const sending = (more: Partial<SendForm> = {}, ask: Partial<Ask> = {}): SendForm => ({
  story: requestStory([]),
  sending: { is: 'send', request: '4KQ7M' },
  ask: asking('task', ask),
  seen: SEEN,
  choices: [CHOICE],
  ...more,
});

const viewOf = (form: SendForm) => renderAnyForm({ is: 'form', commands: [], targets: [], send: form }, reading);

/** The sentence of a form in which nothing is touched. */
function untouched(form: SendForm): string {
  const view = viewOf(form);
  const { callback_id = '', private_metadata = '' } = view;
  const values = initialValues(JSON.parse(JSON.stringify(view)));
  return sentenceOf({ callback_id, private_metadata, values }, commands);
}

describe('the form that sends a request', () => {
  it('shows what they will see, word for word, and is a view that Slack takes', () => {
    const diagnosis = { task: 'assess infra-gate', at: NOON, outputs: [{ host: 'infra-gate', text: 'disk 97%' }] };
    const view = viewOf(sending({}, { diagnosis, note: 'it began at 10:00', wantedBy: WANTED, incident: {} }));
    expect(checkView(view)).toMatchObject({ ok: true });
    const text = textsOf(view.blocks).join('\n');
    for (const part of [
      'Virtuozzo Team will see exactly this',
      'Part of* an incident',
      '“it began at 10:00”',
      'disk 97%',
      '18:00',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('8C2MX\n');
  });

  it.each<[string, SendForm, string]>([
    ['nothing more', sending(), `send E-4KQ7M as major seen ${SEEN}`],
    [
      'all of it',
      sending({
        wantedBy: WANTED,
        sending: { is: 'send', request: '4KQ7M', diagnosis: '8C2MX', because: 'say "now"' },
      }),
      `send E-4KQ7M as major by 2026-12-24 18:00 UTC with R-8C2MX seen ${SEEN} because "say \\"now\\""`,
    ],
    [
      'a run that the list did not have yet',
      sending({ choices: [], sending: { is: 'send', request: '4KQ7M', diagnosis: '8C2MZ' } }),
      `send E-4KQ7M as major with R-8C2MZ seen ${SEEN}`,
    ],
  ])('stands for the sentence with %s', (_what, form, sentence) => {
    expect(untouched(form)).toBe(sentence);
    expect(parse(sentence, { commands }).ok).toBe(true);
  });

  it('says first that it was not sent, and what moved', () => {
    const text = textsOf(viewOf(sending({ again: true, moved: { added: ['7F3KA'], removed: [] } })).blocks).join('\n');
    expect(text).toMatch(/^⚠ \*Not sent yet\*/);
    expect(text).toContain('*K-7F3KA* came');
  });

  it('without a reading of the last day says how to make one', () => {
    expect(textsOf(viewOf(sending({ choices: [] })).blocks).join('\n')).toContain('`assess infra-gate` makes one');
  });

  it('shows hostile texts as texts, within Slack’s limits', () => {
    const outputs = Array.from({ length: 5 }, (_, at) => ({ host: `h${at}`, text: HOSTILE.repeat(40) }));
    const ask = { note: HOSTILE, because: HOSTILE, diagnosis: { task: HOSTILE, at: NOON, outputs } };
    const view = viewOf(sending({ sending: { is: 'send', request: '4KQ7M', because: HOSTILE } }, ask));
    expect(checkView(view)).toMatchObject({ ok: true });
    expect(foreignMarkup({ text: '', blocks: view.blocks as never })).toEqual([]);
  });

  it.each<[EscalationRefusal, Record<string, string> | undefined]>([
    [{ reason: 'over-already', wantedBy: WANTED }, { by: '2026-12-24 17:59 UTC is over' }],
    [{ reason: 'no-diagnosis', run: '8C2MX', why: 'old' }, { diagnosis: 'R-8C2MX was more than a day ago' }],
    [{ reason: 'too-late', state: 'sent' }, undefined],
  ])('says at its field what is wrong there: %o', (refusal, at) => {
    const answer = { is: 'escalation-act-refused', act: 'send', id: '4KQ7M', refusal } as const;
    expect(wrongFields(SEND_FORM, answer, reading)).toEqual(at);
  });
});
