import type { ConversationsHistoryResponse } from '@slack/web-api';
import * as z from 'zod/mini';
import type { Instant } from '../../domain/instant.ts';
import { MINUTE, SECOND } from '../../domain/instant.ts';
import type { MessageRef } from '../../ports/chat.ts';
import { asked } from './asked.ts';
import type { Web } from './web.ts';

/** A message of ours by what it was posted for. `since` is when that was asked for. */
export type Marked = { stream: string; effect: string; since: Instant };

const Mark = z.object({
  event_type: z.literal('remit_run'),
  event_payload: z.object({ stream: z.string(), effect: z.string() }),
});

/** Slack's and our clocks may be this far apart. */
const SLACK_TIME = 5 * MINUTE;
const PAGE = 100;
/** A thousand messages since a run was asked for: then it is not looked for any longer. */
const PAGES = 10;

/** The message with what finds it again. */
export function marked<T extends object>(message: T, { stream, effect }: Marked) {
  return { ...message, metadata: { event_type: 'remit_run', event_payload: { stream, effect } } };
}

type Where = { channel: string; thread?: string };

/** Finds a message that an attempt posted before it could write its receipt. Nothing where the bot may not read. */
export async function search(
  deps: { web: Web; appId: string },
  where: Where,
  mark: Marked,
): Promise<MessageRef | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const read = await pageOf(deps.web, where, { since: mark.since, cursor });
    const found = read.messages.find((message) => isMarked(message, mark, deps.appId));
    if (found?.ts !== undefined) return { channel: where.channel, ts: found.ts };
    cursor = read.next;
    if (!cursor) return undefined;
  }
  return undefined;
}

type Page = { messages: Message[]; next: string | undefined };
type Message = Pick<NonNullable<ConversationsHistoryResponse['messages']>[number], 'ts' | 'app_id' | 'metadata'>;

async function pageOf(web: Web, where: Where, ask: { since: Instant; cursor: string | undefined }): Promise<Page> {
  const { conversations } = await web();
  const common = {
    channel: where.channel,
    include_all_metadata: true,
    limit: PAGE,
    oldest: String(Math.floor((ask.since - SLACK_TIME) / SECOND)),
    ...(ask.cursor && { cursor: ask.cursor }),
  };
  const read = await asked(
    where.thread === undefined ? conversations.history(common) : conversations.replies({ ...common, ts: where.thread }),
  );
  if (!read.ok) return { messages: [], next: undefined };
  return { messages: read.value.messages ?? [], next: read.value.response_metadata?.next_cursor };
}

/** Another app could write the same metadata: a message that names an app has to name ours. */
function isMarked(message: Message, mark: Marked, appId: string): boolean {
  const read = Mark.safeParse(message.metadata);
  if (!read.success || (message.app_id !== undefined && message.app_id !== appId)) return false;
  const { stream, effect } = read.data.event_payload;
  return stream === mark.stream && effect === mark.effect;
}
