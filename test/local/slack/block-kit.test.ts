import { describe, expect, it } from 'vitest';
import { checkBlocks, checkView } from '../../../local/slack/blocks/check.ts';
import { plain } from './workbench.ts';

const x = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, item: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => item(i));
const option = (i: number) => ({ text: plain(`${i}`), value: `${i}` });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const button = (over: object = {}) => ({ type: 'button', text: plain('Go'), ...over });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const select = (over: object = {}) => actions({ type: 'static_select', options: [option(1)], ...over });
const input = (element: object, over: object = {}) => ({ type: 'input', label: plain('L'), element, ...over });
const richText = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

/** Each limit: what still passes, what no longer does, and where Slack points. */
const limits: [string, (n: number) => object[], number, string][] = [
  [
    'blocks in a message',
    (n) => many(n, () => ({ type: 'divider' })),
    50,
    'no more than 50 items allowed [json-pointer:/blocks]',
  ],
  [
    'section text',
    (n) => [{ type: 'section', text: mrkdwn(x(n)) }],
    3000,
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'fields',
    (n) => [{ type: 'section', fields: many(n, () => plain('f')) }],
    10,
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'a field',
    (n) => [{ type: 'section', fields: [plain(x(n))] }],
    2000,
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    'header',
    (n) => [{ type: 'header', text: plain(x(n)) }],
    150,
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'context elements',
    (n) => [{ type: 'context', elements: many(n, () => mrkdwn('c')) }],
    10,
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'actions elements',
    (n) => [actions(...many(n, () => button()))],
    25,
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'block_id',
    (n) => [{ type: 'divider', block_id: x(n) }],
    255,
    'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  ],
  [
    'action_id',
    (n) => [actions(button({ action_id: x(n) }))],
    255,
    'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ],
  [
    'button text',
    (n) => [actions(button({ text: plain(x(n)) }))],
    75,
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'button value',
    (n) => [actions(button({ value: x(n) }))],
    2000,
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'confirm title',
    (n) => [actions(button({ confirm: { title: plain(x(n)), text: plain('t') } }))],
    100,
    'must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]',
  ],
  [
    'confirm text',
    (n) => [actions(button({ confirm: { text: mrkdwn(x(n)) } }))],
    300,
    'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
  ],
  [
    'options',
    (n) => [select({ options: many(n, option) })],
    100,
    'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'option groups',
    (n) => [
      actions({ type: 'static_select', option_groups: many(n, () => ({ label: plain('g'), options: [option(1)] })) }),
    ],
    100,
    'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/option_groups]',
  ],
  [
    'option text',
    (n) => [select({ options: [{ text: plain(x(n)), value: 'v' }] })],
    75,
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
  ],
  [
    'option value',
    (n) => [select({ options: [{ text: plain('t'), value: x(n) }] })],
    150,
    'must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
  ],
  [
    'placeholder',
    (n) => [select({ placeholder: plain(x(n)) })],
    150,
    'must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]',
  ],
  [
    'overflow options',
    (n) => [actions({ type: 'overflow', options: many(n, option) })],
    5,
    'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'checkboxes',
    (n) => [actions({ type: 'checkboxes', options: many(n, option) })],
    10,
    'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'image alt_text',
    (n) => [{ type: 'image', image_url: 'https://a.example/b.png', alt_text: x(n) }],
    2000,
    'must be less than 2001 characters [json-pointer:/blocks/0/alt_text]',
  ],
  [
    'input label',
    (n) => [input({ type: 'plain_text_input' }, { label: plain(x(n)) })],
    2000,
    'must be less than 2001 characters [json-pointer:/blocks/0/label/text]',
  ],
  [
    'markdown',
    (n) => [{ type: 'markdown', text: x(n) }],
    12_000,
    'must be less than 12001 characters [json-pointer:/blocks/0/text]',
  ],
  [
    'table rows',
    (n) => [{ type: 'table', rows: many(n, () => [richText('c')]) }],
    100,
    'no more than 100 items allowed [json-pointer:/blocks/0/rows]',
  ],
  [
    'table cells',
    (n) => [{ type: 'table', rows: [many(n, () => ({ type: 'raw_text', text: 'c' }))] }],
    20,
    'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
  ],
];

const refusals: [string, object[], string][] = [
  ['an unknown block', [{ type: 'sektion' }], 'unsupported type: sektion [json-pointer:/blocks/0/type]'],
  [
    'an unknown element',
    [actions({ type: 'knob' })],
    'unsupported type: knob [json-pointer:/blocks/0/elements/0/type]',
  ],
  ['a block without a type', [{}], 'missing required field: type [json-pointer:/blocks/0]'],
  ['a section without text and fields', [{ type: 'section' }], 'missing required field: text [json-pointer:/blocks/0]'],
  [
    'an empty text',
    [{ type: 'section', text: mrkdwn('') }],
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'mrkdwn where plain_text is asked for',
    [{ type: 'header', text: mrkdwn('h') }],
    'must be one of: plain_text [json-pointer:/blocks/0/text/type]',
  ],
  ['a text that is a string', [{ type: 'header', text: 'h' }], 'must provide a object [json-pointer:/blocks/0/text]'],
  [
    'an unknown field',
    [{ type: 'divider', colour: 'red' }],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  [
    'a style of its own',
    [actions(button({ style: 'warning' }))],
    'must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
  ],
  ['an empty actions block', [actions()], 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
  [
    'a text input outside an input block',
    [actions({ type: 'plain_text_input' })],
    'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
  ],
  ['a button in an input block', [input(button())], 'unsupported type: button [json-pointer:/blocks/0/element/type]'],
  [
    'a menu without options',
    [actions({ type: 'static_select' })],
    'must have one of options, option_groups [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'a doubled block_id',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    'block_id `a` already exists [json-pointer:/blocks/1/block_id]',
  ],
  [
    'a doubled action_id',
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    'action_id `a` already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  [
    'two tables',
    many(2, () => ({ type: 'table', rows: [[richText('c')]] })),
    'only_one_table_allowed [json-pointer:/blocks]',
  ],
];

describe('blocks', () => {
  it.each(limits)('hold %s at the limit, and nothing beyond', (_what, blocks, limit, complaint) => {
    expect(checkBlocks(blocks(limit))).toMatchObject({ ok: true });
    expect(checkBlocks(blocks(limit + 1))).toEqual({
      ok: false,
      error: 'invalid_blocks',
      messages: [`[ERROR] ${complaint}`],
    });
  });

  it.each(refusals)('with %s are refused', (_what, blocks, complaint) => {
    expect(checkBlocks(blocks)).toEqual({ ok: false, error: 'invalid_blocks', messages: [`[ERROR] ${complaint}`] });
  });

  it('that are no list are refused as such', () => {
    expect(checkBlocks({ type: 'divider' })).toEqual({ ok: false, error: 'invalid_blocks_format' });
  });

  it('of every kind that the bot sends are accepted', () => {
    const elements = [
      button({ url: 'https://a.example', style: 'danger' }),
      { type: 'multi_static_select', options: [option(1)], max_selected_items: 2 },
      { type: 'external_select', min_query_length: 2 },
      { type: 'multi_external_select' },
      { type: 'datepicker', initial_date: '2026-02-28' },
      { type: 'timepicker', initial_time: '23:59' },
      { type: 'radio_buttons', options: [{ text: mrkdwn('*one*'), value: '1' }] },
      { type: 'users_select' },
      { type: 'conversations_select', filter: { include: ['public'] } },
    ];
    const image = { type: 'image', image_url: 'https://a.example/b.png', alt_text: 'a picture' };
    const blocks = [
      ...elements.map((element) => actions(element)),
      { type: 'section', text: mrkdwn('s'), accessory: image },
      { type: 'context', elements: [image, plain('c')] },
      { ...image, title: plain('t') },
      input({ type: 'number_input', is_decimal_allowed: false }),
      richText('r'),
    ];
    expect(checkBlocks(blocks)).toMatchObject({ ok: true });
  });

  it('get the ids they lack, and keep those they have', () => {
    const checked = checkBlocks([actions(button(), button({ action_id: 'mine' }))]);
    expect(checked).toMatchObject({
      ok: true,
      blocks: [
        {
          block_id: expect.stringMatching(/^\w{5}$/),
          elements: [{ action_id: expect.stringMatching(/^\w{5}$/) }, { action_id: 'mine' }],
        },
      ],
    });
  });
});

describe('views', () => {
  const modal = (over: object = {}) => ({ type: 'modal', title: plain('T'), submit: plain('S'), blocks: [], ...over });
  const refused = (complaint: string) => ({
    ok: false,
    error: 'invalid_arguments',
    messages: ['[ERROR] failed to match all allowed schemas [json-pointer:/view]', `[ERROR] ${complaint}`],
  });

  it.each<[string, (n: number) => object, number, string]>([
    [
      'title',
      (n) => modal({ title: plain(x(n)) }),
      24,
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'submit',
      (n) => modal({ submit: plain(x(n)) }),
      24,
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'close',
      (n) => modal({ close: plain(x(n)) }),
      24,
      'must be less than 25 characters [json-pointer:/view/close/text]',
    ],
    [
      'private_metadata',
      (n) => modal({ private_metadata: x(n) }),
      3000,
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'callback_id',
      (n) => modal({ callback_id: x(n) }),
      255,
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      'blocks',
      (n) => modal({ blocks: many(n, () => ({ type: 'divider' })) }),
      100,
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
  ])('hold %s at the limit, and nothing beyond', (_what, view, limit, complaint) => {
    expect(checkView(view(limit))).toMatchObject({ ok: true });
    expect(checkView(view(limit + 1))).toEqual(refused(complaint));
  });

  it.each([
    [
      'an input but no submit button',
      modal({ submit: undefined, blocks: [input({ type: 'plain_text_input' })] }),
      'missing required field: submit [json-pointer:/view]',
    ],
    [
      'an unknown field',
      modal({ submit_disabled: true }),
      'invalid additional property: submit_disabled [json-pointer:/view]',
    ],
    [
      'a table',
      modal({ blocks: [{ type: 'table', rows: [[richText('c')]] }] }),
      'unsupported type: table [json-pointer:/view/blocks/0/type]',
    ],
    ['no title', modal({ title: undefined }), 'missing required field: title [json-pointer:/view]'],
  ])('with %s are refused', (_what, view, complaint) => {
    expect(checkView(view)).toEqual(refused(complaint));
  });

  it('over 250 kB are refused', () => {
    const blocks = many(84, () => ({ type: 'section', text: plain(x(3000)) }));
    expect(checkView(modal({ blocks }))).toEqual({ ok: false, error: 'view_too_large' });
  });
});
