/** Block Kit's composition objects with Slack's limits (docs.slack.dev/reference/block-kit/composition-objects). */
import { z } from 'zod';

export const id = z.string().min(1).max(255).optional();
export const url = z.string().min(1).max(3000);
const colour = z.enum(['primary', 'danger']).optional();

export function plain(max: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
}

export function anyText(max: number) {
  const mrkdwn = z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
  return z.discriminatedUnion('type', [plain(max), mrkdwn]);
}

export const confirm = z
  .strictObject({
    title: plain(100).optional(),
    text: anyText(300),
    confirm: plain(30).optional(),
    deny: plain(30).optional(),
    style: colour,
  })
  .optional();

export const style = colour;
export const placeholder = plain(150).optional();

const optionValue = z.string().min(1).max(150);
export const option = z.strictObject({ text: plain(75), value: optionValue, description: plain(75).optional() });
export const styledOption = z.strictObject({
  text: anyText(75),
  value: optionValue,
  description: anyText(75).optional(),
});
export const linkedOption = option.extend({ url: url.optional() });
export const optionGroup = z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) });
