import { err, ok } from '../../domain/result.ts';
import type { MessageRef } from '../../ports/chat.ts';
import type { Rooms, SaidMessage } from '../../ports/rooms.ts';
import { asked } from './asked.ts';
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
  edited?: object;
  files?: { id?: string; name?: string; mimetype?: string }[];
};

function saidIn(ref: MessageRef, it: Read): SaidMessage {
  const person = it.bot_id === undefined && it.user !== undefined;
  return {
    ref,
    ...(it.thread_ts !== undefined && it.thread_ts !== ref.ts && { thread: it.thread_ts }),
    ...(person && { user: it.user }),
    ...(person && it.team !== undefined && { team: it.team }),
    text: typedText(it.text ?? ''),
    files: (it.files ?? []).flatMap(({ id, name = '', mimetype = '' }) =>
      id === undefined ? [] : [{ id, name, type: mimetype }],
    ),
    edited: it.edited !== undefined,
  };
}
