import type { Result } from '../../domain/result.ts';
import type { MessageRef } from '../../ports/chat.ts';
import { asked, fault } from './asked.ts';
import type { Rendered } from './render/rendered.ts';
import type { Web } from './web.ts';

/** Nothing that we post is turned into links, previews or notifications that we did not write. */
export const PLAIN = { link_names: false, unfurl_links: false, unfurl_media: false, parse: 'none' } as const;

/** The bot is not there, or nobody may post there: another place may do. */
const ELSEWHERE = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'user_not_in_channel',
  'thread_not_found',
  'cannot_reply_to_message',
  'messages_tab_disabled',
  'cannot_dm_bot',
  'user_disabled',
  'user_not_found',
]);

/** Whether a refusal is of the place, not of what was posted. */
export function isAboutPlace(code: string): boolean {
  return ELSEWHERE.has(code);
}

const TOO_NEW = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'invalid_metadata_format']);

type At = { channel: string; thread_ts?: string };

/**
 * Posts a message. Fails with Slack's code where the place is the reason; throws `ChatBusy`, or a fault where nothing of
 * ours would help. Blocks that this workspace does not know are left out: the text says the same.
 */
export async function post(web: Web, at: At, message: Rendered): Promise<Result<MessageRef, string>> {
  const { chat } = await web();
  const first = await asked(chat.postMessage({ ...at, ...message, ...PLAIN }));
  const { blocks: _blocks, ...text } = message;
  const sent =
    !first.ok && TOO_NEW.has(first.error) ? await asked(chat.postMessage({ ...at, ...text, ...PLAIN })) : first;
  if (!sent.ok && !ELSEWHERE.has(sent.error)) throw fault('chat.postMessage', sent.error);
  if (!sent.ok) return sent;
  return { ok: true, value: { channel: sent.value.channel ?? at.channel, ts: sent.value.ts ?? '' } };
}

const GONE = new Set([...ELSEWHERE, 'message_not_found', 'cant_update_message', 'edit_window_closed', 'access_denied']);

export async function update(web: Web, ref: MessageRef, message: Rendered): Promise<'updated' | 'gone'> {
  const { chat } = await web();
  const first = await asked(chat.update({ ...ref, ...message, link_names: false, parse: 'none' }));
  // Blocks that are not given stay as they are: an empty list takes the old ones away.
  const sent =
    !first.ok && TOO_NEW.has(first.error)
      ? await asked(chat.update({ ...ref, ...message, blocks: [], link_names: false, parse: 'none' }))
      : first;
  if (sent.ok) return 'updated';
  if (!GONE.has(sent.error)) throw fault('chat.update', sent.error);
  return 'gone';
}

const NOT_THERE = new Set([...ELSEWHERE, 'message_not_found', 'cant_delete_message', 'access_denied']);

export async function remove(web: Web, ref: MessageRef): Promise<void> {
  const { chat } = await web();
  const removed = await asked(chat.delete({ ...ref }));
  if (!removed.ok && !NOT_THERE.has(removed.error)) throw fault('chat.delete', removed.error);
}
