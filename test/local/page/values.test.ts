import { describe, expect, it } from 'vitest';
import { type Block, collect, type Element, faultsOf } from '../../../local/page/values.ts';

const input = (element: Partial<Element>, over: Partial<Block> = {}): Block => ({
  type: 'input',
  block_id: 'b',
  element: { type: 'plain_text_input', action_id: 'a', ...element },
  ...over,
});
const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value });

describe('collect', () => {
  it.each([
    ['a text as it began', input({ initial_value: 'x' }), {}, 'x'],
    ['what was typed instead', input({ initial_value: 'x' }), { b: { a: 'y' } }, 'y'],
    ['nothing, once it was emptied', input({ initial_value: 'x' }), { b: { a: '' } }, null],
    ['a cleared choice', input({ type: 'static_select', initial_option: option('x') }), { b: { a: null } }, null],
    ['several choices', input({ type: 'checkboxes', initial_options: [option('x'), option('y')] }), {}, ['x', 'y']],
    ['a date', input({ type: 'datepicker', initial_date: '2026-08-30' }), {}, '2026-08-30'],
    ['a person', input({ type: 'users_select', initial_user: 'U1' }), {}, 'U1'],
  ])('holds %s', (_what, block, typed, value) => {
    expect(collect([block], typed)).toEqual({ b: { a: value } });
  });

  it('leaves out what was typed into a block that is gone', () => {
    expect(collect([input({})], { gone: { a: 'x' } })).toEqual({ b: { a: null } });
  });

  it('reads the elements of sections and actions too, but no buttons', () => {
    const select = { type: 'static_select', action_id: 's', initial_option: option('x') };
    const blocks: Block[] = [
      { type: 'section', block_id: 'one', accessory: select },
      { type: 'actions', block_id: 'two', elements: [{ type: 'button', action_id: 'go' }, select] },
    ];
    expect(collect(blocks, {})).toEqual({ one: { s: 'x' }, two: { s: 'x' } });
  });
});

describe('faultsOf', () => {
  const fault = (block: Block, value: string | string[] | null) => faultsOf([block], { b: { a: value } })['b'];

  it.each([
    ['a required field that is empty', input({}), null, 'Please complete this required field.'],
    ['a required choice of none', input({ type: 'multi_static_select' }), [], 'Please complete this required field.'],
    ['an optional field that is empty', input({}, { optional: true }), null, undefined],
    ['a text at its limit', input({ max_length: 3 }), 'abc', undefined],
    ['a text over its limit', input({ max_length: 3 }), 'abcd', 'Please enter at most 3 characters; these are 4.'],
    ['a text under its limit', input({ min_length: 3 }), 'ab', 'Please enter at least 3 characters.'],
    ['a word for a number', input({ type: 'number_input' }), 'two', 'Please enter a number.'],
    ['a fraction where none is allowed', input({ type: 'number_input' }), '1.5', 'Please enter a whole number.'],
    ['a number at its limit', input({ type: 'number_input', max_value: '5' }), '5', undefined],
    ['a number over its limit', input({ type: 'number_input', max_value: '5' }), '6', 'Please enter 5 or less.'],
  ])('judges %s', (_what, block, value, words) => {
    expect(fault(block, value)).toBe(words);
  });
});
