/** Select menus with Slack's limits (docs.slack.dev/reference/block-kit/block-elements/select-menu-element). */
import { z } from 'zod';
import { confirm, id, option, optionGroup, placeholder } from './text.ts';

const menu = { action_id: id, confirm, placeholder, focus_on_load: z.boolean().optional() };
const atMost = { max_selected_items: z.int().min(1).optional() };
const listed = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const asked = { min_query_length: z.int().min(1).optional() };
const query = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();

type Listed = { options?: unknown; option_groups?: unknown };
const oneList = (it: Listed) => (it.options === undefined) !== (it.option_groups === undefined);
const ONE_LIST = 'must have one of options, option_groups';

const several = z.array(option).min(1).optional();

export const selects = [
  z
    .strictObject({ type: z.literal('static_select'), ...menu, ...listed, initial_option: option.optional() })
    .refine(oneList, ONE_LIST),
  z
    .strictObject({ type: z.literal('multi_static_select'), ...menu, ...atMost, ...listed, initial_options: several })
    .refine(oneList, ONE_LIST),
  z.strictObject({ type: z.literal('external_select'), ...menu, ...asked, initial_option: option.optional() }),
  z.strictObject({ type: z.literal('multi_external_select'), ...menu, ...asked, ...atMost, initial_options: several }),
  z.strictObject({ type: z.literal('users_select'), ...menu, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...menu,
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter: query,
  }),
] as const;
