import type { InputBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { approveForm } from '../../../../../bot/adapters/slack/render/approve-form.ts';
import { renderCard } from '../../../../../bot/adapters/slack/render/card.ts';
import { renderNudge, wrongFields } from '../../../../../bot/adapters/slack/render/every-word.ts';
import { sentenceOf } from '../../../../../bot/adapters/slack/render/form-sentence.ts';
import type { Form } from '../../../../../bot/domain/answer.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import type { Move } from '../../../../../bot/domain/run/moved.ts';
import { narrowTo } from '../../../../../bot/domain/run/narrow-plan.ts';
import { digestOf, type Plan } from '../../../../../bot/domain/run/plan.ts';
import type { ActRefusal } from '../../../../../bot/domain/run/refusal.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkView } from '../../../../../local/slack/blocks/check.ts';
import { pressesOf, textsOf } from './look.ts';
import { APPROVER, approved, host, NOON, plan, planned, story } from './stories.ts';

const reading = { now: NOON, definitions: commands };
const hosts = ['host-5', 'host-6', 'host-7'].map((name) => host(name));
const typed = (): Plan => {
  const { digest: _digest, ...bound } = { ...plan({ hosts }), typed: true as const };
  return { ...bound, digest: digestOf(bound) };
};
const waiting = (of: Plan) => story([{ type: 'planned', data: { plan: of } }], { hosts });

function submit(of: Plan, values: Record<string, Record<string, unknown>>) {
  const { callback_id = '', private_metadata = '' } = approveForm(waiting(of), of, reading);
  const text = sentenceOf({ callback_id, private_metadata, values }, commands);
  return parse(text, { commands });
}
const chosen = (...names: string[]) => ({ value: { selected_options: names.map((value) => ({ value })) } });

describe('the form of an approval', () => {
  it('shows what, where and how it is undone, its hosts, and asks for a name where the risk is high', () => {
    const view = approveForm(waiting(typed()), typed(), reading);
    expect(checkView(view)).toMatchObject({ ok: true });
    const inputs = view.blocks.filter((block): block is InputBlock => block.type === 'input');
    expect(inputs.map(({ label }) => label.text)).toEqual(['On', 'Type the name of one of the 3 targets']);
    expect(textsOf(view.blocks).join('\n')).toContain('Undo: A restart cannot be taken back.');
    const one = plan();
    expect(approveForm(story([planned()]), one, reading).blocks.some(({ type }) => type === 'input')).toBe(false);
  });

  it('stands for the sentence that could be typed', () => {
    const of = typed();
    const read = submit(of, { only: chosen('host-5', 'host-7'), typed: { value: { value: ' host-7 ' } } });
    expect(read).toEqual({
      ok: true,
      value: { is: 'approve', run: '8C2MX', plan: of.digest.slice(0, 16), typed: 'host-7', only: ['host-5', 'host-7'] },
    });
  });

  it.each(['host 7', 'HOST-7!', '" only host-5', 'x'.repeat(64)])(
    'makes no other sentence of what is typed: %s',
    (text) => {
      const read = submit(typed(), { only: chosen('host-7'), typed: { value: { value: text } } });
      if (read.ok) expect(read.value).toMatchObject({ is: 'approve', only: ['host-7'] });
      else expect(read.error.is).toBe('not-understood');
    },
  );

  it('says a wrong name at its field, and nothing else there', () => {
    const wrong: ActRefusal = { reason: 'wrong-name', typed: 'host-8', hosts: ['host-7'] };
    const answer = { is: 'act-refused', act: 'approve', run: '8C2MX', refusal: wrong } as const;
    expect(wrongFields('approve', answer, reading)).toEqual({ typed: 'host-8 is not the target of R-8C2MX' });
    const late = { ...answer, refusal: { reason: 'too-late', state: 'denied' } } as const;
    expect(wrongFields('approve', late, reading)).toBeUndefined();
    expect(wrongFields('act', answer, reading)).toBeUndefined();
  });

  it('keeps the form of an incident open that says neither how severe it is nor whom it hits', () => {
    const form: Form = { is: 'form', commands: [], targets: [] };
    expect(wrongFields('incident', form, reading)).toEqual({ whom: expect.stringContaining('whom it hits') });
    expect(wrongFields('approve', form, reading)).toBeUndefined();
  });
});

describe('the card of what waits', () => {
  it('asks once more before something that interrupts is approved', () => {
    const [, ...blocks] = renderCard(story([planned()]), reading).blocks;
    const actions = blocks.find((block) => block.type === 'actions');
    const confirm = {
      title: { text: 'Approve it?' },
      text: { text: expect.stringContaining('Restart nginx on host-7') },
    };
    expect(actions).toMatchObject({ elements: [{ action_id: 'approve', confirm }, {}, {}, {}] });
  });

  it('offers fewer hosts where there are several, and the form alone where a name is typed', () => {
    const several = pressesOf(renderCard(waiting(plan({ hosts })), reading));
    expect(Object.keys(several)).toEqual(['Approve', 'Deny', 'Show plan', 'Fewer hosts…', 'Cancel']);
    expect(several['Fewer hosts…']).toBe(`form ${several.Approve}`);
    expect(Object.keys(pressesOf(renderCard(waiting(typed()), reading)))).toEqual([
      'Approve…',
      'Deny',
      'Show plan',
      'Cancel',
    ]);
  });

  it('says what moved since it was approved, before and after, ahead of everything else', () => {
    const moves: Move[] = [
      { part: 'hosts', gone: ['host-8'], come: ['host-9'], other: ['host-7'] },
      { part: 'document', from: 'Remit-Restart-1', to: 'Remit-Restart-2' },
      { part: 'parameters' },
      { part: 'matrix', from: 'virtuozzo v1', to: 'virtuozzo v2' },
      { part: 'policy', from: 'v1', to: 'v2' },
      { part: 'approval', from: 'none', to: { of: 2, from: 'approver' } },
      { part: 'approver', user: APPROVER, why: 'no-right' },
    ];
    const again = story([planned(), approved(), { type: 'replanned', data: { plan: plan(), moves } }]);
    expect(textsOf(renderCard(again, reading).blocks)[1]?.split('\n')).toEqual([
      '*Moved since it was approved*, so it is asked again:',
      '• the hosts: host-8 is gone; host-9 came; host-7 is not the same as before',
      '• the document: `Remit-Restart-1` → `Remit-Restart-2`',
      '• what the document is given',
      '• the matrix: virtuozzo v1 → virtuozzo v2',
      '• the policy: v1 → v2',
      '• the approval wanted: no approval → two approvers',
      '• the approval of <@U2APPROVER> does not count: they no longer have the right to',
      'Approvals from before do not count: look at it, and approve it anew',
    ]);
    expect(renderCard(again, reading).text).toContain('waits for approval again');
    expect(pressesOf(renderCard(again, reading))).toMatchObject({
      'What the policy changed': 'policy history',
      'What the matrix changed': 'matrix history',
    });
    // A program that follows the run is told apart from the card before the approval.
    expect(renderCard(again, reading).metadata.event_payload).toMatchObject({ outcome: 'asked-again' });
    expect(renderNudge(again, 'asked-again', reading).text).toMatch(/^Asked again: ⏸ Restart nginx on host-7 waits/);
    expect(textsOf(renderNudge(again, 'asked-again', reading).blocks).join('\n')).toContain('host-8 is gone');
  });

  it('says who left which of the hosts, while it waits and when it is decided', () => {
    const whole = plan({ hosts, approvals: 2 });
    const part = narrowTo(whole, ['host-5', 'host-7']);
    if (!part.ok) throw new Error('it can be narrowed');
    const steps = [
      { type: 'planned' as const, data: { plan: whole } },
      { type: 'narrowed' as const, data: { plan: part.value, person: APPROVER.user }, by: APPROVER },
    ];
    const words = 'Narrowed by <@U2APPROVER>: only host-5 and host-7, of 3 hosts';
    expect(textsOf(renderCard(story(steps, { hosts }), reading).blocks).join('\n')).toContain(words);
    const decided = story([...steps, { type: 'denied', data: {}, by: APPROVER }], { hosts });
    expect(JSON.stringify(renderCard(decided, reading).blocks)).toContain(words);
  });
});
