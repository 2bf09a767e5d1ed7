/** response_url: five answers within 30 minutes to whoever pressed or typed, wherever that was. */
import { z } from 'zod';
import { checkContent, LONGEST_POSTED } from './content.ts';
import type { Slack } from './context.ts';
import { newId, newSecret } from './ids.ts';
import type { ResponseUrl } from './journal.ts';
import { change, messageAt, remove, write } from './messages.ts';
import { type Outcome, refused } from './outcome.ts';
import { showRefusal } from './refusals.ts';
import { BOT } from './seed.ts';
import type { Message } from './wire.ts';

const USES = 5;
const flag = z.union([z.boolean(), z.stringbool()]);
const answerSchema = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  metadata: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: flag.optional(),
  delete_original: flag.optional(),
  thread_ts: z.string().optional(),
});
type UrlAnswer = z.infer<typeof answerSchema>;

export type For = { channel: string; user: string; original?: Message | undefined };

/** Hands out an address. `original` is the message whose element was pressed. */
export function newResponseUrl(slack: Slack, { channel, user, original }: For): string {
  const url: ResponseUrl = {
    id: `${newId('R')}${newSecret()}`,
    channel,
    user,
    uses: 0,
    expiresAt: slack.workspace.now() + slack.timing.responseUrlLife,
    ...(original && { original: original.ts }),
    ...(original?.threadTs !== undefined && { threadTs: original.threadTs }),
  };
  slack.workspace.record({ kind: 'response-url', url });
  return `${slack.origin()}/hooks/commands/${url.id}`;
}

/** Does what was posted to the address; the refusal is shown to the person as well. */
export function answerUrl(slack: Slack, id: string, body: unknown): Outcome<{ message?: Message }> {
  const url = slack.workspace.responseUrls.get(id);
  if (!url) return refused('expired_url');
  const done = used(slack, url, body);
  if (!done.ok) showRefusal(slack, [url.user], done, 'response_url');
  return done;
}

function used(slack: Slack, url: ResponseUrl, body: unknown): Outcome<{ message?: Message }> {
  if (slack.workspace.now() > url.expiresAt) return refused('expired_url');
  if (url.uses >= USES) return refused('used_url');
  slack.workspace.record({ kind: 'response-url', url: { ...url, uses: url.uses + 1 } });
  const answer = answerSchema.safeParse(body);
  if (!answer.success) return refused('invalid_payload');
  const original = url.original === undefined ? undefined : messageAt(slack, url.channel, url.original);
  if (answer.data.delete_original) {
    if (original) remove(slack, original);
    return { ok: true };
  }
  return written(slack, { url, original, answer: answer.data });
}

type Writing = { url: ResponseUrl; original: Message | undefined; answer: UrlAnswer };

/** An ephemeral original stays ephemeral: Slack never widens who sees a message. */
function written(slack: Slack, { url, original, answer }: Writing): Outcome<{ message: Message }> {
  const checked = checkContent(answer, LONGEST_POSTED);
  if (!checked.ok) return checked;
  const { text, blocks, metadata } = checked.content;
  if (answer.replace_original && original) {
    const { blocks: _before, ...rest } = original;
    return {
      ok: true,
      message: change(slack, { ...rest, text, ...(blocks && { blocks }), ...(metadata && { metadata }) }),
    };
  }
  const message = write(slack, {
    channel: url.channel,
    user: BOT.user,
    text,
    blocks,
    metadata,
    threadTs: answer.thread_ts ?? url.threadTs,
    onlyFor: answer.response_type === 'in_channel' ? undefined : url.user,
  });
  return { ok: true, message };
}
