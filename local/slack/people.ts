/** Who is who, and who may see what. */
import type { Slack } from './context.ts';
import { BOT, type Room } from './seed.ts';
import type { Account, Channel, Message } from './wire.ts';

export function accountNamed(slack: Slack, name: string): Account | undefined {
  return slack.workspace.seed.accounts.find((account) => account.name === name && !account.isBot);
}

/** The room, when that user is in it: what one is not in does not exist for one. */
export function roomOf(slack: Slack, user: string, channel: string): Room | undefined {
  const room = slack.workspace.rooms.get(channel);
  return room?.members.includes(user) ? room : undefined;
}

export function roomsOf(slack: Slack, user: string): Room[] {
  return [...slack.workspace.rooms.values()].filter((room) => room.members.includes(user));
}

/** An outsider is known to the bot's organisation only through a room they share. */
export function knownToBot(slack: Slack, account: Account): boolean {
  if (account.team === slack.installedTeam) return true;
  return roomsOf(slack, account.id).some((room) => room.teams.includes(slack.installedTeam));
}

export function knows(slack: Slack, me: Account, other: Account): boolean {
  return me.team === other.team || roomsOf(slack, me.id).some((room) => room.members.includes(other.id));
}

export function isShared(room: Room): boolean {
  return room.kind === 'channel' && room.teams.length > 1;
}

/** Whether somebody may only post there. That their presses do not arrive is the worse of what may be: Slack's pages do not say. */
export function mayOnlyPost({ limited = [] }: Room, { team }: Account): boolean {
  return limited.includes(team);
}

export function asChannel({ members, creator: _creator, pending: _pending, ...channel }: Room): Channel {
  return { ...channel, ...(members.includes(BOT.user) && { withApp: true as const }) };
}

/** Whether somebody may enter: it is their organisation's, or that is invited. */
export function mayEnter({ teams, pending = [] }: Room, { team }: Account): boolean {
  return [...teams, ...pending].includes(team);
}

/** Channels that one may enter and is not in. */
export function openTo(slack: Slack, me: Account): Room[] {
  return [...slack.workspace.rooms.values()].filter(
    (room) => room.kind === 'channel' && !room.archived && mayEnter(room, me) && !room.members.includes(me.id),
  );
}

export function audienceOf(slack: Slack, message: Message): string[] {
  if (message.onlyFor !== undefined) return [message.onlyFor];
  return slack.workspace.rooms.get(message.channel)?.members ?? [];
}

/** The Enterprise organisation of a workspace, if it is part of one. */
export function enterpriseOf({ workspace }: Slack, team: string): string | undefined {
  return workspace.seed.organisations.find(({ id }) => id === team)?.enterprise;
}

export function teamOf(slack: Slack, user: string): string {
  return slack.workspace.accounts.get(user)?.team ?? slack.installedTeam;
}

export function isBotUser(user: string): boolean {
  return user === BOT.user;
}
