import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAnyForm, sentenceOf, wrongFields } from '../../../../../bot/adapters/slack/render/every-word.ts';
import { HEARD_VIEW } from '../../../../../bot/adapters/slack/render/heard-form.ts';
import { HEARD_FORMS, type HeardForm } from '../../../../../bot/domain/language/read-heard-form.ts';
import { readVendorSentence } from '../../../../../bot/domain/language/read-vendor-act.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { reading } from './stories.ts';

const VERA = { team: 'T2VIRT', user: 'U2VERA' };
const form = (does: HeardForm) =>
  renderAnyForm({ is: 'form', heard: { does, request: '4KQ7M' }, commands: [], targets: [] }, reading);
const inputs = (does: HeardForm) =>
  form(does)
    .blocks.filter(({ type }) => type === 'input')
    .map(({ block_id }) => block_id ?? '');

/** What somebody filled in, as Slack gives it back. */
function sentence(does: HeardForm, filled: Record<string, string>): string {
  const chosen = (block: string, value: string) =>
    block === 'currency' ? { type: 'static_select', selected_option: { value } } : { type: 'plain_text_input', value };
  const values = Object.fromEntries(
    inputs(does).map((block) => [block, { value: chosen(block, filled[block] ?? '') }]),
  );
  return sentenceOf({ callback_id: HEARD_VIEW, private_metadata: form(does).private_metadata ?? '', values }, []);
}

describe('The form of one of a vendor’s people', () => {
  it.each(HEARD_FORMS)('%s keeps Slack’s limits, and shows nothing of the request but its id', (does) => {
    const view = form(does);
    expect(checkBlocks(view.blocks)).toMatchObject({ ok: true });
    expect([view.title.text.length <= 24, view.title.text.includes('E-4KQ7M')]).toEqual([true, true]);
    expect(JSON.stringify(view)).not.toMatch(/host-|infra-|\/ops/);
  });

  it.each<[HeardForm, Record<string, string>, object]>([
    ['accept', { eta: '30m' }, { says: 'accept', eta: { in: 1_800_000 } }],
    ['accept', {}, { says: 'accept' }],
    [
      'decline',
      { text: 'it is “not” ours, because of "them"' },
      { says: 'decline', because: 'it is “not” ours, because of "them"' },
    ],
    [
      'progress',
      { text: 'the eta is unknown because of load', eta: '1h' },
      { text: 'the eta is unknown because of load' },
    ],
    [
      'estimate',
      { amount: '1250.50', currency: 'EUR', text: 'two hours' },
      { amount: 125_050, currency: 'EUR', text: 'two hours' },
    ],
    ['done', { text: '"restarted"' }, { says: 'done', text: '"restarted"' }],
    [
      'safe',
      { condition: 'drained, because empty', text: 'load' },
      { word: 'safe-if', condition: 'drained, because empty', because: 'load' },
    ],
    ['safe', { text: 'load' }, { word: 'safe', because: 'load' }],
    ['unsafe', { text: 'load' }, { word: 'unsafe', because: 'load' }],
  ])('%s stands for a sentence: %j', (does, filled, read) => {
    expect(readVendorSentence(sentence(does, filled))).toMatchObject({ request: '4KQ7M', ...read });
  });

  it('says at most what its verb says, whatever is typed into it', () => {
    const typed = fc.string({ maxLength: 60, unit: 'binary' });
    const property = fc.property(
      fc.constantFrom(...HEARD_FORMS),
      fc.record({ text: typed, eta: typed, condition: typed, amount: typed }),
      (does, filled) => {
        const read = readVendorSentence(sentence(does, { ...filled, currency: 'EUR' }));
        const says = does === 'safe' || does === 'unsafe' ? 'word' : does;
        expect(read).toMatchObject(
          'wrong' in (read ?? {}) ? { wrong: expect.any(String) } : { says, request: '4KQ7M' },
        );
      },
    );
    fc.assert(property, { numRuns: 200 });
  });

  it.each<[HeardForm, Record<string, string>, string]>([
    ['accept', { eta: 'soon' }, 'eta'],
    ['progress', { text: 'half', eta: 'soon' }, 'eta'],
    ['estimate', { amount: 'a lot', currency: 'EUR' }, 'amount'],
    ['decline', { text: '  ' }, 'text'],
  ])('%s is told at the field what is wrong there: %j', (does, filled, field) => {
    const misread = readVendorSentence(sentence(does, filled));
    if (!misread || !('wrong' in misread)) throw new Error('it is read');
    const wrong = wrongFields(HEARD_VIEW, { is: 'heard-misread', to: VERA, misread }, reading);
    expect(Object.keys(wrong ?? {})).toEqual([field]);
    expect(inputs(does)).toContain(field);
  });
});
