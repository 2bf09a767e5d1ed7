import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../../../bot/adapters/slack/render/card.ts';
import { renderForm } from '../../../../../bot/adapters/slack/render/form.ts';
import { sentenceOf } from '../../../../../bot/adapters/slack/render/form-sentence.ts';
import { showRun } from '../../../../../bot/adapters/slack/render/show.ts';
import { TEXT_BLOCK, writtenIn } from '../../../../../bot/adapters/slack/text-block.ts';
import type { TextForm } from '../../../../../bot/domain/answer.ts';
import { escaped } from '../../../../../bot/domain/edit/escapes.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkBlocks, checkView } from '../../../../../local/slack/blocks/check.ts';
import { host, outcome, planned, ran, reading, story } from './stories.ts';

const FILE = '/etc/nginx/nginx.conf';

const waiting = (edits: string) => {
  const making = { command: 'edit lines', fields: { file: FILE, version: '3f9a1c2b7d10', edits: escaped(edits) } };
  return story([planned(making)], making);
};
const textOf = (blocks: unknown) => JSON.stringify(blocks);
const preview = (edits: string) => {
  const { blocks } = renderCard(waiting(edits), reading);
  return blocks.flatMap((block) =>
    block.type === 'section' && block.text?.text.startsWith('```') ? [block.text.text] : [],
  );
};

describe('the card of an edit that waits', () => {
  it('shows the difference, line by line', () => {
    expect(preview('@3\n a\n-worker_processes 1;\n+worker_processes <2>;\n@9\n+x')).toEqual([
      '```\n@@ line 3 @@\n a\n-worker_processes 1;\n+worker_processes &lt;2&gt;;\n@@ line 9 @@\n+x\n```',
    ]);
  });

  it('masks secrets in it, and nothing closes its fence', () => {
    const [text = ''] = preview('@1\n-password = hunter2hunter2\n+password = hunter3hunter3\n+``` *bold*');
    expect(text).not.toMatch(/hunter/);
    expect(text).toContain('-password = [hidden]\n+password = [hidden]');
    expect(text.split('```')).toHaveLength(3);
  });

  it.each([
    ['many lines', Array.from({ length: 900 }, (_, at) => `+${at}`).join('\n')],
    ['one line', `+${'&'.repeat(2_900)}`],
    ['long lines', `+${'x'.repeat(1_500)}\n+${'y'.repeat(1_300)}`],
  ])('stays within what Slack takes for %s, and counts what it leaves out', (_what, edits) => {
    for (const rendered of [renderCard(waiting(`@1\n${edits}`), reading), showRun(waiting(`@1\n${edits}`), reading)]) {
      expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
      for (const block of rendered.blocks) expect(textOf(block).length).toBeLessThan(3_400);
    }
    expect(textOf(renderCard(waiting(`@1\n${edits}`), reading).blocks)).toMatch(
      /\d+ more lines? of the difference: \*Show plan\*/,
    );
  });

  it('is shown once where the plan is shown word for word, whose encoded parameters are not repeated', () => {
    const shown = textOf(showRun(waiting('@3\n-a\n+b'), reading).blocks);
    expect(shown.split('@@ line 3 @@')).toHaveLength(2);
    expect(shown.indexOf('word for word')).toBeLessThan(shown.indexOf('@@ line 3 @@'));
  });

  it('shows both pieces of a replacement', () => {
    const making = { command: 'replace', fields: { old: 'a\\nb', new: 'c', file: FILE, count: '1' } };
    expect(textOf(renderCard(story([planned(making)], making), reading).blocks)).toContain('-a\\n-b\\n+c');
  });
});

describe('the card of a file that was read', () => {
  const done = (text: string, tail?: string) => {
    const sha = createHash('sha256').update(text).digest('hex');
    const printed = `12 bytes\nsha256 ${sha}\n----- begin\n${text}----- end`;
    const making = { command: 'edit', fields: { file: FILE }, hosts: [host('host-7')] };
    return renderCard(ran([outcome('host-7', { tail: tail ?? printed })], making), reading);
  };

  it('has a button whose sentence opens the form', () => {
    const [row] = done('a\n').blocks.slice(-1);
    expect(row).toMatchObject({
      elements: [{ value: 'form edit lines from R-8C2MX' }, { value: 'again R-8C2MX' }, {}],
    });
    expect(parse('form edit lines from R-8C2MX', { commands })).toEqual({
      ok: true,
      value: { is: 'form', from: { command: 'edit lines', run: '8C2MX' } },
    });
  });

  it('says what there is instead, where a form does not take it', () => {
    const long = textOf(done('0123456789\n'.repeat(300)).blocks);
    expect(long).toContain('3,300 characters are too many for a form (3,000)');
    expect(long).toContain('/ops replace \\"a\\" with \\"b\\" in /etc/nginx/nginx.conf on host-7');
    expect(textOf(done('x\n', 'cut').blocks)).toContain('No form: what is shown is not the whole file');
    expect(long).not.toContain('form edit lines');
  });
});

describe('the form of a file', () => {
  const text: TextForm = {
    command: 'edit lines',
    run: '8C2MX',
    file: FILE,
    host: 'host-7',
    version: '3f9a1c2b7d10',
    text: '  a\n\tb  <c>\n',
  };
  const view = renderForm({ is: 'form', commands: [], targets: [], text });

  it('holds the text to the letter, up to what Slack takes', () => {
    expect(checkView(view)).toMatchObject({ ok: true });
    const block = view.blocks.find(({ block_id }) => block_id === TEXT_BLOCK);
    expect(block).toMatchObject({ element: { initial_value: text.text, max_length: 3_000, multiline: true } });
    const most = renderForm({
      is: 'form',
      commands: [],
      targets: [],
      text: { ...text, text: 'é'.repeat(3_000), problem: 'x' },
    });
    expect(checkView(most)).toMatchObject({ ok: true });
    expect(checkView(renderForm({ is: 'form', commands: [], targets: [], text: { ...text, text: '' } }))).toMatchObject(
      { ok: true },
    );
  });

  it('stands for the sentence of that run; the text comes beside it, to the letter', () => {
    const values = {
      [TEXT_BLOCK]: { value: { type: 'plain_text_input', value: ' x\n\ty  z\n' } },
      because: { value: { type: 'plain_text_input', value: 'a new\nreason' } },
    };
    const { callback_id = '', private_metadata = '' } = view;
    expect(sentenceOf({ callback_id, private_metadata, values }, commands)).toBe(
      'form edit lines from R-8C2MX because "a new reason"',
    );
    expect(writtenIn(values)).toBe(' x\n\ty  z\n');
    expect(writtenIn({ [TEXT_BLOCK]: { value: { value: null } } })).toBe('');
    expect(writtenIn({ because: { value: { value: 'x' } } })).toBeUndefined();
  });
});
