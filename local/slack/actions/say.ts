/** What a person types in a channel: a message, a mention of the bot, or a slash command. */
import { LONGEST_POSTED } from '../content.ts';
import type { Slack } from '../context.ts';
import { publish } from '../deliver/events.ts';
import { asSharedFile, uploadedBy } from '../files.ts';
import type { StoredFile } from '../journal.ts';
import { messageAt, write } from '../messages.ts';
import { type Outcome, refused } from '../outcome.ts';
import { isShared, roomOf } from '../people.ts';
import { BOT, type Room } from '../seed.ts';
import { asSlackMessage, sharedPart } from '../slack-message.ts';
import { encode } from '../typed-text.ts';
import type { Account, Message, Say } from '../wire.ts';
import { slash } from './slash.ts';

export async function say(slack: Slack, me: Account, said: Say): Promise<Outcome<{ message?: Message }>> {
  const room = roomOf(slack, me.id, said.channel);
  if (!room) return refused('channel_not_found');
  const files = uploadedBy(slack, me.id, said.files ?? []);
  if (!files) return refused('file_not_found');
  const refusal = refuse(slack, room, said);
  if (refusal) return refused(refusal);
  if (isSlash(said.text)) return slash(slack, { me, room, text: said.text, threadTs: said.threadTs });
  const text = encode(slack, said.text, { me, withNames: false });
  const shared = files.length > 0 ? { files: files.map(asSharedFile) } : {};
  const message = write(slack, { channel: room.id, user: me.id, text, threadTs: said.threadTs, ...shared });
  for (const file of files) share(slack, file, message);
  tellBot(slack, room, message);
  return { ok: true, message };
}

const isSlash = (text: string): boolean => /^\/\S/.test(text);

function refuse(slack: Slack, room: Room, { text, threadTs, files = [] }: Say): string | undefined {
  if (room.archived) return 'is_archived';
  if (text.trim() === '' && files.length === 0) return 'no_text';
  if (text.length > LONGEST_POSTED) return 'msg_too_long';
  if (threadTs !== undefined && !messageAt(slack, room.id, threadTs)) return 'thread_not_found';
  return isSlash(text) && files.length > 0 ? 'command_takes_no_file' : undefined;
}

function share(slack: Slack, file: StoredFile, { channel, ts }: Message): void {
  const shares = [...file.shares, { channel, ts }];
  slack.workspace.record({ kind: 'file', file: { ...file, shares } });
}

/** What is written where the bot is; also its own messages, which real apps must learn to ignore. */
export function tellBot(slack: Slack, room: Room, message: Message): void {
  if (!room.members.includes(BOT.user) || message.onlyFor !== undefined) return;
  const happened = { actorTeam: message.team, shared: isShared(room) };
  const event = eventOf(slack, room, message);
  const direct = room.kind === 'direct';
  const mentioned = message.text.includes(`<@${BOT.user}>`) && message.user !== BOT.user && !direct;
  if (mentioned) publish(slack, { ...happened, subscription: 'app_mention', event: { ...event, type: 'app_mention' } });
  publish(slack, {
    ...happened,
    subscription: direct ? 'message.im' : 'message.channels',
    event: { ...event, type: 'message', channel_type: direct ? 'im' : 'channel' },
  });
}

function eventOf(slack: Slack, room: Room, message: Message): Record<string, unknown> {
  return {
    ...asSlackMessage(slack, message, { withMetadata: true }),
    client_msg_id: `${message.ts}-${message.user}`,
    channel: room.id,
    event_ts: message.ts,
    ...(message.files && message.user !== BOT.user && { subtype: 'file_share' }),
    ...sharedPart(slack, room, message),
  };
}
