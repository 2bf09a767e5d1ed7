/** Block Kit's interactive elements with Slack's limits (docs.slack.dev/reference/block-kit/block-elements). */
import { z } from 'zod';
import { confirm, id, linkedOption, placeholder, plain, style, styledOption, url } from './text.ts';

const focus = z.boolean().optional();
const actionable = { action_id: id, confirm };

export const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  text: plain(75),
  url: url.optional(),
  value: z.string().max(2000).optional(),
  style,
  accessibility_label: z.string().max(75).optional(),
});
export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  options: z.array(linkedOption).min(1).max(5),
});
export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...actionable,
  initial_date: z.iso.date().optional(),
  placeholder,
  focus_on_load: focus,
});
export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...actionable,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
  placeholder,
  focus_on_load: focus,
});

/** https://docs.slack.dev/reference/block-kit/block-elements/datetime-picker-element: seconds since the epoch, ten digits. */
export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...actionable,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
  focus_on_load: focus,
});

const choices = z.array(styledOption).min(1).max(10);
export const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...actionable,
  options: choices,
  initial_options: choices.optional(),
  focus_on_load: focus,
});
export const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...actionable,
  options: choices,
  initial_option: styledOption.optional(),
  focus_on_load: focus,
});

const typed = {
  action_id: id,
  placeholder,
  focus_on_load: focus,
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).optional(),
    })
    .optional(),
};
export const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...typed,
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
});
export const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...typed,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});
/** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: id,
  filetypes: z.array(z.string().min(1)).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
});
export const image = z
  .strictObject({
    type: z.literal('image'),
    image_url: url.optional(),
    slack_file: z.union([z.strictObject({ url }), z.strictObject({ id: z.string() })]).optional(),
    alt_text: z.string().min(1).max(2000),
  })
  .refine(
    (it) => (it.image_url === undefined) !== (it.slack_file === undefined),
    'must have one of image_url, slack_file',
  );
