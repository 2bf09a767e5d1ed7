import { err, ok } from '../../domain/result.ts';
import type { MessageRef } from '../../ports/chat.ts';
import type { Rooms, SaidMessage } from '../../ports/rooms.ts';
import { asked } from './asked.ts';
import { instantOf } from './identity.ts';
import { lostMessage } from './room-loss.ts';
import { typedText } from './typed-text.ts';
import type { Web } from './web.ts';

/**
 * One message by `conversations.replies`, which finds it whether it stands in the channel or in a thread:
 * https://docs.slack.dev/reference/methods/conversations.replies.
 */
export function createReadMessage(web: Web): Rooms['read'] {
  return async (ref) => {
    const { channel, ts } = ref;
    const bounds = { oldest: ts, latest: ts, inclusive: true, limit: 2 };
    const read = await asked((await web()).conversations.replies({ channel, ts, ...bounds }));
    if (!read.ok) return lostMessage('conversations.replies', read.error);
    const found = read.value.messages?.find((one) => one.ts === ts);
    return found ? ok(saidIn(ref, found)) : err({ reason: 'no-message' });
  };
}

type Read = {
  thread_ts?: string;
  user?: string;
  bot_id?: string;
  team?: string;
  text?: string;
  edited?: { ts?: string };
  files?: { id?: string; name?: string; mimetype?: string; permalink?: string }[];
  attachments?: { fallback?: string; text?: string }[];
};

function saidIn(ref: MessageRef, it: Read): SaidMessage {
  const person = it.bot_id === undefined && it.user !== undefined;
  return {
    ref,
    ...(it.thread_ts !== undefined && it.thread_ts !== ref.ts && { thread: it.thread_ts }),
    ...(person && { user: it.user }),
    ...(person && it.team !== undefined && { team: it.team }),
    text: typedText(textOf(it)),
    files: (it.files ?? []).flatMap(({ id, name = '', mimetype = '', permalink }) =>
      id === undefined ? [] : [{ id, name, type: mimetype, ...(permalink !== undefined && { permalink }) }],
    ),
    edited: it.edited !== undefined,
    ...(it.edited?.ts !== undefined && { editedAt: instantOf(it.edited.ts) }),
  };
}

/** An alert of another app often has no text of its own: what it shows is attached to it. */
function textOf({ text = '', attachments = [] }: Read): string {
  if (text !== '') return text;
  return attachments.flatMap(({ fallback, text: own }) => own ?? fallback ?? []).join('\n');
}
