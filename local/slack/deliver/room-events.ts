/** Events of channels and of who is in them, as far as the bot is: https://docs.slack.dev/reference/events. */
import type { Slack } from '../context.ts';
import { newId } from '../ids.ts';
import { enterpriseOf, isShared, teamOf } from '../people.ts';
import { BOT, type Room } from '../seed.ts';
import type { Account } from '../wire.ts';
import { publish } from './events.ts';

type OfMember = {
  type: 'member_joined_channel' | 'member_left_channel';
  user: string;
  inviter?: string | undefined;
};

/** `team` is the organisation of the channel's host, and says nothing of who entered. */
export function tellOfMember(slack: Slack, room: Room, { type, user, inviter }: OfMember): void {
  if (!room.members.includes(BOT.user)) return;
  publish(slack, {
    subscription: type,
    actorTeam: teamOf(slack, user),
    shared: isShared(room),
    event: {
      type,
      user,
      channel: room.id,
      channel_type: 'C',
      team: slack.installedTeam,
      event_ts: slack.workspace.stamp(),
      ...(inviter !== undefined && type === 'member_joined_channel' && { inviter }),
    },
  });
}

type OfRoom = { type: 'channel_archive' | 'channel_unarchive' | 'channel_rename'; by: Account };

/** A rename names the channel's new name, and not who gave it. */
export function tellOfRoom(slack: Slack, room: Room, { type, by }: OfRoom): void {
  if (!room.members.includes(BOT.user)) return;
  const event_ts = slack.workspace.stamp();
  const created = 1_700_000_000;
  const what =
    type === 'channel_rename'
      ? { channel: { id: room.id, name: room.name, created, is_channel: true, is_mpim: false } }
      : { channel: room.id, user: by.id, is_moved: 0 };
  publish(slack, {
    subscription: type,
    actorTeam: by.team,
    shared: isShared(room),
    event: { type, ...what, event_ts },
  });
}

/** `organisation` is not in it any more. */
export function tellOfUnshared(slack: Slack, room: Room, organisation: string): void {
  if (!room.members.includes(BOT.user)) return;
  publish(slack, {
    subscription: 'channel_unshared',
    actorTeam: slack.installedTeam,
    shared: isShared(room),
    event: {
      type: 'channel_unshared',
      previously_connected_team_id: enterpriseOf(slack, organisation) ?? organisation,
      channel: room.id,
      is_ext_shared: isShared(room),
      event_ts: slack.workspace.stamp(),
    },
  });
}

type OfInvite = { step: 'accepted' | 'declined'; by: Account };

/** What came of the bot's invitation. Nobody has to approve any here. */
export function tellOfInvite(slack: Slack, room: Room, { step, by }: OfInvite): void {
  if (!room.members.includes(BOT.user)) return;
  const type = `shared_channel_invite_${step}` as const;
  const user = { id: by.id, team_id: by.team, name: by.name, updated: 0, profile: { team: by.team } };
  const invite = {
    id: newId('I', 10),
    inviting_team: { id: slack.installedTeam },
    inviting_user: { id: BOT.user, team_id: slack.installedTeam, name: BOT.handle },
  };
  publish(slack, {
    subscription: type,
    actorTeam: slack.installedTeam,
    shared: isShared(room),
    event: {
      type,
      invite,
      channel: { id: room.id, is_private: false, is_im: false, name: room.name },
      ...(step === 'accepted'
        ? { approval_required: false, accepting_user: user }
        : { declining_team_id: by.team, declining_user: user }),
      event_ts: slack.workspace.stamp(),
    },
  });
}
