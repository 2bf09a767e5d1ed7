/** One method of the Web API: arguments in, Slack's answer or error out. */
import type { Slack } from '../context.ts';
import { messageAt } from '../messages.ts';
import { type Outcome, refused } from '../outcome.ts';
import { asChannel, knownToBot } from '../people.ts';
import { BOT, directRoom, type Room } from '../seed.ts';
import type { Account, Message } from '../wire.ts';
import { type Arguments, text } from './arguments.ts';

export type Answer = Outcome<Record<string, unknown>>;
type Method = (slack: Slack, args: Arguments) => Answer | Promise<Answer>;
export type Methods = Record<string, Method>;

/** The room that the bot may write to: by id, by `#name`, or a person's id for their direct messages. */
export function roomForBot(slack: Slack, args: Arguments): Outcome<{ room: Room }> {
  const named = text(args, 'channel') ?? '';
  const account = slack.workspace.accounts.get(named);
  if (account) return directRoomWith(slack, account);
  const found = readableRoom(slack, args);
  return found.ok && found.room.archived ? refused('is_archived') : found;
}

/** A room that the bot is in: what stands in an archived one can still be read. */
export function readableRoom(slack: Slack, args: Arguments): Outcome<{ room: Room }> {
  const found = visibleRoom(slack, args);
  if (!found.ok) return found;
  return found.room.members.includes(BOT.user) ? found : refused('not_in_channel');
}

/** A room that the bot's organisation is part of, whether or not the bot was invited. */
export function visibleRoom(slack: Slack, args: Arguments): Outcome<{ room: Room }> {
  const named = text(args, 'channel') ?? '';
  const byName = (room: Room) => room.kind === 'channel' && room.name === named.replace(/^#/, '');
  const room = slack.workspace.rooms.get(named) ?? [...slack.workspace.rooms.values()].find(byName);
  return room?.teams.includes(slack.installedTeam) ? { ok: true, room } : refused('channel_not_found');
}

/** What everybody sees of that time in a room that the bot may write to. */
export function messageOf(slack: Slack, args: Arguments): Outcome<{ message: Message }> {
  const found = roomForBot(slack, args);
  return found.ok ? messageIn(slack, found.room, text(args, 'timestamp')) : found;
}

export function messageIn(slack: Slack, room: Room, ts = ''): Outcome<{ message: Message }> {
  const message = messageAt(slack, room.id, ts);
  return message && message.onlyFor === undefined ? { ok: true, message } : refused('message_not_found');
}

/** The direct channel with somebody, opened when there is none. */
export function directRoomWith(slack: Slack, account: Account): Outcome<{ room: Room }> {
  if (account.isBot) return refused('cannot_dm_bot');
  if (!knownToBot(slack, account)) return refused('user_not_visible');
  const room = directRoom(account);
  const standing = slack.workspace.rooms.get(room.id);
  if (standing) return { ok: true, room: standing };
  slack.workspace.record({ kind: 'room', room });
  slack.watchers.tell([account.id], { type: 'channel', channel: asChannel(room) });
  return { ok: true, room };
}
