/** The blocks that messages and views may hold, with Slack's limits (docs.slack.dev/reference/block-kit/blocks). */
import { z } from 'zod';
import {
  button,
  checkboxes,
  datepicker,
  datetimepicker,
  fileInput,
  image,
  numberInput,
  overflow,
  plainTextInput,
  radioButtons,
  timepicker,
} from './elements.ts';
import { richText, table } from './rich-text.ts';
import { selects } from './selects.ts';
import { anyText, id, plain } from './text.ts';

const pickers = [checkboxes, datepicker, radioButtons, timepicker, ...selects] as const;
const texts = anyText(3000).options;

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: id,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [button, overflow, image, ...pickers]).optional(),
    expand: z.boolean().optional(),
  })
  .refine((it) => it.text !== undefined || it.fields !== undefined, 'missing required field: text');
const header = z.strictObject({ type: z.literal('header'), block_id: id, text: plain(150) });
const divider = z.strictObject({ type: z.literal('divider'), block_id: id });
const context = z.strictObject({
  type: z.literal('context'),
  block_id: id,
  elements: z
    .array(z.discriminatedUnion('type', [...texts, image]))
    .min(1)
    .max(10),
});
const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: id,
  elements: z
    .array(z.discriminatedUnion('type', [button, overflow, datetimepicker, ...pickers]))
    .min(1)
    .max(25),
});
const imageBlock = image.safeExtend({ block_id: id, title: plain(2000).optional() });
const input = z.strictObject({
  type: z.literal('input'),
  block_id: id,
  label: plain(2000),
  hint: plain(2000).optional(),
  element: z.discriminatedUnion('type', [plainTextInput, numberInput, fileInput, datetimepicker, ...pickers]),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});
const markdown = z.strictObject({ type: z.literal('markdown'), block_id: id, text: z.string().min(1).max(12_000) });

const everywhere = [section, header, divider, context, actions, imageBlock, input, richText] as const;
export const messageBlocks = z.array(z.discriminatedUnion('type', [...everywhere, markdown, table])).max(50);
const viewBlocks = z.array(z.discriminatedUnion('type', everywhere)).max(100);

const anyView = {
  blocks: viewBlocks,
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};
const modal = z
  .strictObject({
    type: z.literal('modal'),
    ...anyView,
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  })
  .refine(
    (it) => it.submit !== undefined || it.blocks.every((block) => block.type !== 'input'),
    'missing required field: submit',
  );
const home = z.strictObject({ type: z.literal('home'), ...anyView });
export const anyViewSchema = z.discriminatedUnion('type', [modal, home]);
