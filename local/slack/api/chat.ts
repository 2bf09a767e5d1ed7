import { tellBot } from '../actions/say.ts';
import { checkContent, LONGEST_POSTED, LONGEST_UPDATED } from '../content.ts';
import type { Slack } from '../context.ts';
import { change, messageAt, remove, write } from '../messages.ts';
import { type Outcome, refused } from '../outcome.ts';
import { BOT, type Room } from '../seed.ts';
import { asSlackMessage } from '../slack-message.ts';
import type { Message } from '../wire.ts';
import { type Arguments, text } from './arguments.ts';
import { type Answer, type Methods, messageIn, readableRoom, roomForBot } from './method.ts';

export const chat: Methods = {
  'chat.postMessage': (slack, args) => {
    const found = roomForBot(slack, args);
    if (!found.ok) return found;
    const checked = checkContent(args, LONGEST_POSTED);
    if (!checked.ok) return checked;
    const thread = threadOf(slack, found.room, args);
    if (!thread.ok) return thread;
    const place = { channel: found.room.id, user: BOT.user, threadTs: thread.ts };
    const posted = write(slack, { ...checked.content, ...place });
    tellBot(slack, found.room, posted);
    const message = asSlackMessage(slack, posted, { withMetadata: true });
    return { ok: true, channel: posted.channel, ts: posted.ts, message };
  },

  'chat.postEphemeral': (slack, args) => {
    const found = roomForBot(slack, args);
    if (!found.ok) return found;
    const user = text(args, 'user') ?? '';
    if (!found.room.members.includes(user)) return refused('user_not_in_channel');
    const checked = checkContent(args, LONGEST_POSTED);
    if (!checked.ok) return checked;
    const place = { channel: found.room.id, user: BOT.user, threadTs: text(args, 'thread_ts'), onlyFor: user };
    return { ok: true, message_ts: write(slack, { ...checked.content, ...place }).ts };
  },

  'chat.update': (slack, args) => {
    const own = ownMessage(slack, args, 'cant_update_message');
    if (!own.ok) return own;
    const checked = checkContent(args, LONGEST_UPDATED);
    if (!checked.ok) return checked;
    // Text without blocks takes the blocks away; metadata not given stays.
    const { blocks: _before, edited: _edited, ...kept } = own.message;
    const message = change(slack, { ...kept, ...checked.content, ...(checked.content.blocks ? {} : { edited: true }) });
    const { channel, ts } = message;
    return {
      ok: true,
      channel,
      ts,
      text: message.text,
      message: asSlackMessage(slack, message, { withMetadata: true }),
    };
  },

  'chat.getPermalink': (slack, args) => {
    const place = readableRoom(slack, args);
    if (!place.ok) return place;
    const found = messageIn(slack, place.room, text(args, 'message_ts'));
    if (!found.ok) return found;
    const { channel, ts } = found.message;
    return { ok: true, channel, permalink: permalinkOf(slack, found.message), ts };
  },

  'chat.delete': (slack, args) => {
    const own = ownMessage(slack, args, 'cant_delete_message');
    if (!own.ok) return own;
    remove(slack, own.message);
    return { ok: true, channel: own.message.channel, ts: own.message.ts };
  },
} satisfies Record<string, (slack: Slack, args: Arguments) => Answer>;

/** The path is Slack's own, which the page opens as well. */
function permalinkOf(slack: Slack, { channel, ts, threadTs }: Message): string {
  const thread = threadTs === undefined ? '' : `?${new URLSearchParams({ thread_ts: threadTs, cid: channel })}`;
  return `${slack.origin()}/archives/${channel}/p${ts.replace('.', '')}${thread}`;
}

function threadOf(slack: Slack, room: Room, args: Arguments): Outcome<{ ts: string | undefined }> {
  const ts = text(args, 'thread_ts');
  if (ts === undefined) return { ok: true, ts };
  const parent = messageAt(slack, room.id, ts);
  return parent ? { ok: true, ts: parent.threadTs ?? ts } : refused('thread_not_found');
}

/** The bot's own public message: ephemeral ones are not found, others' may not be touched. */
function ownMessage(slack: Slack, args: Arguments, error: string): Outcome<{ message: Message }> {
  const found = roomForBot(slack, args);
  if (!found.ok) return found;
  const message = messageAt(slack, found.room.id, text(args, 'ts') ?? '');
  if (!message || message.onlyFor !== undefined) return refused('message_not_found');
  return message.user === BOT.user ? { ok: true, message } : refused(error);
}
