/** What a person does with a channel: enters or leaves it, archives or renames it, lets the app in or puts it out, and other organisations. */
import type { Slack } from '../context.ts';
import { tellOfInvite, tellOfMember, tellOfRoom, tellOfUnshared } from '../deliver/room-events.ts';
import { type Outcome, refused } from '../outcome.ts';
import { mayEnter, teamOf } from '../people.ts';
import { changeRoom, whyBadName } from '../rooms.ts';
import { BOT, type Room } from '../seed.ts';
import type { Account, ChangeChannel } from '../wire.ts';

export function changeChannel(slack: Slack, me: Account, asked: ChangeChannel): Outcome {
  const room = slack.workspace.rooms.get(asked.channel);
  if (room?.kind !== 'channel' || !mayEnter(room, me)) return refused('channel_not_found');
  if (asked.change === 'join') return join(slack, me, room);
  if (asked.change === 'decline') return decline(slack, me, room);
  if (!room.members.includes(me.id)) return refused('not_in_channel');
  if (asked.change === 'unarchive') return archive(slack, me, room, false);
  if (room.archived) return refused('is_archived');
  switch (asked.change) {
    case 'leave':
      return leave(slack, me, room, me.id);
    case 'archive':
      return archive(slack, me, room, true);
    case 'disconnect':
      return disconnect(slack, me, room);
    case 'limit':
    case 'unlimit':
      return limit(slack, me, room, asked.change);
    case 'rename':
      return rename(slack, me, room, asked.name ?? '');
    case 'add-app':
      return enter(slack, room, { user: BOT.user, inviter: me.id });
    case 'remove-app':
      return leave(slack, me, room, BOT.user);
    default:
      return asked.change satisfies never;
  }
}

function join(slack: Slack, me: Account, room: Room): Outcome {
  if (room.archived) return refused('is_archived');
  const isFirst = room.pending?.includes(me.team) ?? false;
  const entered = enter(slack, accepted(room, me), { user: me.id });
  if (isFirst) tellOfInvite(slack, room, { step: 'accepted', by: me });
  return entered;
}

function decline(slack: Slack, me: Account, { pending = [], ...room }: Room): Outcome {
  if (!pending.includes(me.team)) return refused('invite_not_found');
  const left = pending.filter((team) => team !== me.team);
  const declined = changeRoom(slack, { ...room, ...(left.length > 0 && { pending: left }) });
  slack.watchers.tell(ofTeam(slack, me.team), { type: 'channel-gone', channel: room.id });
  tellOfInvite(slack, declined, { step: 'declined', by: me });
  return { ok: true };
}

function ofTeam({ workspace }: Slack, team: string): string[] {
  return workspace.seed.accounts.filter((account) => account.team === team).map(({ id }) => id);
}

/** By the organisation that hosts it: the others' people are in it no more. */
function disconnect(slack: Slack, me: Account, { pending: _pending, limited: _limited, ...room }: Room): Outcome {
  const others = room.teams.filter((team) => team !== me.team);
  if (me.team !== slack.installedTeam || others.length === 0) return refused('restricted_action');
  const members = room.members.filter((user) => teamOf(slack, user) === me.team);
  const left = room.members.filter((user) => !members.includes(user));
  const alone = changeRoom(slack, { ...room, teams: [me.team], members });
  slack.watchers.tell(left, { type: 'channel-gone', channel: room.id });
  for (const team of others) tellOfUnshared(slack, alone, team);
  return { ok: true };
}

/** Whoever of an invited organisation comes first accepts for it: from then on the channel is shared with it. */
function accepted({ pending = [], ...room }: Room, { team }: Account): Room {
  if (!pending.includes(team)) return { ...room, ...(pending.length > 0 && { pending }) };
  const left = pending.filter((one) => one !== team);
  return { ...room, teams: [...room.teams, team], ...(left.length > 0 && { pending: left }) };
}

/** The bot hears of who enters, and of itself. */
function enter(slack: Slack, room: Room, { user, inviter }: { user: string; inviter?: string }): Outcome {
  if (room.members.includes(user)) return refused('already_in_channel');
  const entered = changeRoom(slack, { ...room, members: [...room.members, user] });
  tellOfMember(slack, entered, { type: 'member_joined_channel', user, inviter });
  return { ok: true };
}

/** Whoever left hears nothing more of it: the bot not even of its own leaving. */
function leave(slack: Slack, me: Account, room: Room, user: string): Outcome {
  if (!room.members.includes(user)) return refused('not_in_channel');
  const left = changeRoom(slack, { ...room, members: room.members.filter((one) => one !== user) });
  tellOfMember(slack, left, { type: 'member_left_channel', user, inviter: user === me.id ? undefined : me.id });
  return { ok: true };
}

/** What people of other organisations may do is the host's to say. */
function limit(slack: Slack, me: Account, { limited: _before, ...room }: Room, to: 'limit' | 'unlimit'): Outcome {
  const others = room.teams.filter((team) => team !== me.team);
  if (me.team !== slack.installedTeam || others.length === 0) return refused('restricted_action');
  changeRoom(slack, { ...room, ...(to === 'limit' && { limited: others }) });
  return { ok: true };
}

function archive(slack: Slack, me: Account, { archived: _archived, ...room }: Room, on: boolean): Outcome {
  const changed = changeRoom(slack, { ...room, ...(on && { archived: true as const }) });
  tellOfRoom(slack, changed, { type: on ? 'channel_archive' : 'channel_unarchive', by: me });
  return { ok: true };
}

function rename(slack: Slack, me: Account, room: Room, name: string): Outcome {
  const why = whyBadName(slack, name);
  if (why !== undefined) return refused(why);
  tellOfRoom(slack, changeRoom(slack, { ...room, name }), { type: 'channel_rename', by: me });
  return { ok: true };
}
