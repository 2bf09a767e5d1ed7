/** One method of the Web API: arguments in, Slack's answer or error out. */
import type { Slack } from '../context.ts';
import { type Outcome, refused } from '../outcome.ts';
import { knownToBot } from '../people.ts';
import { BOT, directRoom, type Room } from '../seed.ts';
import type { Account } from '../wire.ts';
import { type Arguments, text } from './arguments.ts';

export type Answer = Outcome<Record<string, unknown>>;
type Method = (slack: Slack, args: Arguments) => Answer | Promise<Answer>;
export type Methods = Record<string, Method>;

/** The room that the bot may write to: by id, by `#name`, or a person's id for their direct messages. */
export function roomForBot(slack: Slack, args: Arguments): Outcome<{ room: Room }> {
  const named = text(args, 'channel') ?? '';
  const account = slack.workspace.accounts.get(named);
  if (account) return directRoomWith(slack, account);
  const found = visibleRoom(slack, args);
  if (!found.ok) return found;
  if (!found.room.members.includes(BOT.user)) return refused('not_in_channel');
  return found.room.archived ? refused('is_archived') : found;
}

/** A room that the bot's organisation is part of, whether or not the bot was invited. */
export function visibleRoom(slack: Slack, args: Arguments): Outcome<{ room: Room }> {
  const named = text(args, 'channel') ?? '';
  const byName = (room: Room) => room.kind === 'channel' && room.name === named.replace(/^#/, '');
  const room = slack.workspace.rooms.get(named) ?? [...slack.workspace.rooms.values()].find(byName);
  return room?.teams.includes(slack.installedTeam) ? { ok: true, room } : refused('channel_not_found');
}

/** The direct channel with somebody, opened when there is none. */
export function directRoomWith(slack: Slack, account: Account): Outcome<{ room: Room }> {
  if (account.isBot) return refused('cannot_dm_bot');
  if (!knownToBot(slack, account)) return refused('user_not_visible');
  const room = directRoom(account);
  const standing = slack.workspace.rooms.get(room.id);
  if (standing) return { ok: true, room: standing };
  slack.workspace.record({ kind: 'room', room });
  const { members: _members, ...channel } = room;
  slack.watchers.tell([account.id], { type: 'channel', channel });
  return { ok: true, room };
}
