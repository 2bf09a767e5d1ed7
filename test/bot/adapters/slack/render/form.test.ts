import type { InputBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { renderForm } from '../../../../../bot/adapters/slack/render/form.ts';
import { FORM_COMMAND } from '../../../../../bot/adapters/slack/render/form-command.ts';
import { sentenceOf } from '../../../../../bot/adapters/slack/render/form-sentence.ts';
import type { Gap } from '../../../../../bot/domain/answer.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { takesRollout } from '../../../../../bot/domain/language/read-rollout.ts';
import type { Kind, Target } from '../../../../../bot/domain/target.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkView } from '../../../../../local/slack/blocks/check.ts';

const target = (name: string, kind: Kind = 'user-host', tags: string[] = []): Target => ({
  name,
  instanceId: `mi-${name}`,
  kind,
  environment: 'production',
  tags,
  services: kind === 'user-host' ? ['nginx', 'worker'] : ['nginx', 'database'],
});
const targets = [
  target('host-4', 'user-host', ['web']),
  target('host-5'),
  target('infra-db', 'infrastructure-container'),
];

function form(gap?: Gap, known: Target[] = targets): ModalView {
  return renderForm({ is: 'form', commands: [...commands], targets: known, ...(gap ? { gap } : {}) });
}

const inputs = ({ blocks }: ModalView): InputBlock[] =>
  blocks.filter((block): block is InputBlock => block.type === 'input');

/** What Slack sends back when nothing is touched: the initial values of the inputs. */
function submitted(view: ModalView, typed: Record<string, Record<string, unknown>> = {}) {
  const values = Object.fromEntries(
    inputs(view).map(({ block_id = '', element }) => {
      if (element.type === 'plain_text_input')
        return [block_id, { value: { type: element.type, value: element.initial_value ?? null } }];
      if (element.type === 'static_select')
        return [block_id, { value: { type: element.type, selected_option: element.initial_option ?? null } }];
      if (element.type === 'multi_static_select' || element.type === 'checkboxes')
        return [block_id, { value: { type: element.type, selected_options: element.initial_options ?? [] } }];
      throw new Error(`an input of type ${element.type}`);
    }),
  );
  const { callback_id = '', private_metadata = '' } = view;
  return sentenceOf({ callback_id, private_metadata, values: { ...values, ...typed } }, commands);
}

describe('the form of an import', () => {
  const gap: Gap = { command: 'matrix import', missing: ['file'], filled: { profile: 'jelastic' }, because: 'new' };

  it('asks for a CSV file, and stands for the sentence that names it', () => {
    const view = form(gap);
    expect(checkView(view)).toMatchObject({ ok: true });
    const [file, ...others] = inputs(view);
    expect(file?.element).toMatchObject({ type: 'file_input', filetypes: ['csv'], max_files: 1 });
    const values = {
      file: { value: { type: 'file_input', files: [{ id: 'F0CELLS' }] } },
      ...Object.fromEntries(
        others.map(({ block_id = '', element }) => [
          block_id,
          { value: { type: element.type, value: 'initial_value' in element ? element.initial_value : null } },
        ]),
      ),
    };
    const { callback_id = '', private_metadata = '' } = view;
    const sentence = sentenceOf({ callback_id, private_metadata, values }, commands);
    expect(sentence).toBe('matrix import F0CELLS to jelastic because "new"');
    expect(parse(sentence, { commands })).toMatchObject({ ok: true, value: { is: 'matrix-import' } });
  });

  it('asks for a JSON file where it is the policy, and for no profile', () => {
    const view = form({ command: 'policy import', missing: ['file'], filled: {} });
    expect(checkView(view)).toMatchObject({ ok: true });
    expect(inputs(view).map(({ block_id }) => block_id)).toEqual(['file', 'because']);
    expect(inputs(view)[0]?.element).toMatchObject({ type: 'file_input', filetypes: ['json'] });
    const values = { file: { value: { files: [{ id: 'F0POLICY' }] } }, because: { value: { value: 'reviewed' } } };
    const { callback_id = '', private_metadata = '' } = view;
    const sentence = sentenceOf({ callback_id, private_metadata, values }, commands);
    expect(sentence).toBe('policy import F0POLICY because "reviewed"');
    expect(parse(sentence, { commands })).toMatchObject({ ok: true, value: { is: 'policy-import' } });
  });

  it.each([[undefined], [{ files: null }], [{ files: [] }], [{ files: ['F0CELLS'] }], [{ files: [{ id: 7 }] }]])(
    'is asked again where it comes back with no file: %j',
    (held) => {
      const values = { ...(held && { file: { value: held } }), because: { value: { value: 'x' } } };
      const sentence = sentenceOf({ callback_id: 'import', private_metadata: 'matrix import', values }, commands);
      expect(parse(sentence, { commands })).toMatchObject({ ok: true, value: { is: 'form' } });
    },
  );
});

describe('renderForm', () => {
  it('offers every command, and asks for nothing before one is chosen', () => {
    const view = form();
    expect(checkView(view)).toMatchObject({ ok: true });
    expect(view.submit).toBeUndefined();
    expect(inputs(view)).toEqual([]);
    expect(view.blocks[0]).toMatchObject({ accessory: { action_id: FORM_COMMAND } });
  });

  it.each(commands.map(({ name }) => name))('has inputs for the fields of a command: %s', (name) => {
    const view = form({ command: name, missing: [], filled: {} });
    expect(checkView(view)).toMatchObject({ ok: true });
    const definition = commands.find((command) => command.name === name);
    expect(inputs(view).map(({ label }) => label.text)).toEqual([
      ...Object.values(definition?.fields ?? {}).map(({ label }) => label),
      definition?.pattern.includes('<target>') ? 'Where: one target' : 'Where',
      ...(definition && takesRollout(definition) ? ['In waves', 'Steps', 'Stop after so many failures'] : []),
      'Why',
    ]);
  });

  it.each([
    'restart nginx on host-4, host-5 because "worker leak"',
    'restart worker on tag:web',
    'restart nginx on all user hosts',
    'reboot host-4',
    'logs nginx on host-5 last 200',
    'logs nginx on host-5',
    'disk on infra-db, host-4',
    'restart nginx on host-[4-6]',
    'restart nginx on all user hosts in waves 1, 25%, 100% one at a time pause between waves stop after 1 failure',
    'restart nginx on host-4, host-5 one at a time because "worker leak"',
    'reboot host-4 stop after 3 failures',
    'restart nginx on host-77 because “a "quoted" reason: <b> & more”',
  ])('filled from a sentence and sent as it is, it says that sentence: %s', (sentence) => {
    const opened = parse(`form ${sentence}`, { commands });
    if (!opened.ok || opened.value.is !== 'form' || !opened.value.gap) throw new Error(`no gap for ${sentence}`);
    const said = submitted(form(opened.value.gap));
    expect(parse(said, { commands })).toEqual(parse(sentence, { commands }));
  });

  it('offers known services and targets to choose, and texts where there are more than Slack can offer', () => {
    const gap = { command: 'restart', missing: [], filled: { service: 'nginx' }, targets: 'host-4' };
    expect(inputs(form(gap)).map(({ element }) => element.type)).toEqual([
      'static_select',
      'multi_static_select',
      'plain_text_input',
      'checkboxes',
      'plain_text_input',
      'plain_text_input',
    ]);
    const many = Array.from({ length: 101 }, (_, index) => target(`host-${index}`));
    expect(inputs(form(gap, many))[1]?.element).toMatchObject({ type: 'plain_text_input', initial_value: 'host-4' });
    expect(checkView(form(gap, many))).toMatchObject({ ok: true });
  });

  it('keeps a target that is not known, to be corrected', () => {
    const view = form({ command: 'restart', missing: [], filled: {}, targets: 'host-77' });
    expect(inputs(view)[1]?.element).toMatchObject({ type: 'plain_text_input', initial_value: 'host-77' });
  });

  it('asks again for waves that are none, in the words of a typed sentence', () => {
    const view = form({ command: 'restart', missing: [], filled: { service: 'nginx' }, targets: 'host-4, host-5' });
    const said = submitted(view, { waves: { value: { type: 'plain_text_input', value: '0, 130%' } } });
    expect(said).toBe('restart nginx on host-4, host-5 in waves 0, 130%');
    expect(parse(said, { commands })).toMatchObject({ ok: false, error: { allowed: expect.stringContaining('1') } });
  });

  it('makes one line of a reason of many', () => {
    const view = form({ command: 'reboot', missing: [], filled: {}, targets: 'host-4' });
    const because = { because: { value: { type: 'plain_text_input', value: 'one\n"two"  three\n' } } };
    expect(submitted(view, because)).toBe('reboot host-4 because "one "two" three"');
    expect(parse(submitted(view, because), { commands })).toMatchObject({
      ok: true,
      value: { command: { because: 'one "two" three' } },
    });
  });

  it.each([
    ['deny', { run: '8C2MX' }, {}, 'deny R-8C2MX because "not now"'],
    ['cancel', { run: '8C2MX' }, {}, 'cancel R-8C2MX because "not now"'],
    [
      'settle',
      { run: '8C2MX', host: 'host-7' },
      { outcome: { value: { selected_option: { value: 'not done' } } } },
      'settle R-8C2MX host-7 as not done because "not now"',
    ],
  ])('asks for the reason of an act: %s', (command, filled, more, sentence) => {
    const view = form({ command, missing: ['because'], filled });
    expect(checkView(view)).toMatchObject({ ok: true });
    const said = submitted(view, { because: { value: { type: 'plain_text_input', value: 'not now' } }, ...more });
    expect(said).toBe(sentence);
    expect(parse(said, { commands })).toMatchObject({ ok: true, value: { is: command } });
  });

  it('opens the form anew for a command that it does not know', () => {
    expect(sentenceOf({ callback_id: 'command', private_metadata: 'rm', values: {} }, commands)).toBe('form');
  });
});
