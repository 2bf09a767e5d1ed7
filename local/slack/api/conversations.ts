import type { Slack } from '../context.ts';
import { messageAt, publicMessages, repliesTo } from '../messages.ts';
import { refused } from '../outcome.ts';
import { enterpriseOf, isShared } from '../people.ts';
import { changeRoom } from '../rooms.ts';
import { BOT, type Room } from '../seed.ts';
import { asSlackMessage } from '../slack-message.ts';
import type { Message } from '../wire.ts';
import { type Arguments, flag, page, text } from './arguments.ts';
import { directRoomWith, type Methods, readableRoom, visibleRoom } from './method.ts';

export const conversations: Methods = {
  'conversations.info': (slack, args) => {
    const found = visibleRoom(slack, args);
    return found.ok ? { ok: true, channel: asConversation(slack, found.room) } : found;
  },

  'conversations.list': (slack, args) => {
    const direct = (text(args, 'types') ?? 'public_channel').split(',').includes('im');
    const withArchived = !flag(args, 'exclude_archived');
    const rooms = [...slack.workspace.rooms.values()].filter(
      (room) =>
        room.teams.includes(slack.installedTeam) &&
        (room.kind === 'channel' || direct) &&
        (withArchived || !room.archived),
    );
    const { items, response_metadata } = page(rooms, args, 100);
    return { ok: true, channels: items.map((room) => asConversation(slack, room)), response_metadata };
  },

  'conversations.history': (slack, args) => {
    const found = readableRoom(slack, args);
    if (!found.ok) return found;
    const top = publicMessages(slack, found.room.id).filter((it) => it.threadTs === undefined);
    return listed(slack, top.filter(between(args)).reverse(), args);
  },

  'conversations.replies': (slack, args) => {
    const found = readableRoom(slack, args);
    if (!found.ok) return found;
    const asked = messageAt(slack, found.room.id, text(args, 'ts') ?? '');
    if (!asked || asked.onlyFor !== undefined) return refused('thread_not_found');
    const parent = messageAt(slack, found.room.id, asked.threadTs ?? asked.ts) ?? asked;
    return listed(slack, [parent, ...repliesTo(slack, parent).filter(between(args))], args);
  },

  'conversations.members': (slack, args) => {
    const found = visibleRoom(slack, args);
    if (!found.ok) return found;
    const { items, response_metadata } = page(found.room.members, args, 100);
    return { ok: true, members: items, response_metadata };
  },

  'conversations.open': (slack, args) => {
    const account = slack.workspace.accounts.get(text(args, 'users') ?? '');
    if (!account) return refused('user_not_found');
    const opened = directRoomWith(slack, account);
    if (!opened.ok) return opened;
    return { ok: true, channel: flag(args, 'return_im') ? asConversation(slack, opened.room) : { id: opened.room.id } };
  },

  'conversations.join': (slack, args) => {
    const found = visibleRoom(slack, args);
    if (!found.ok) return found;
    if (found.room.kind === 'direct') return refused('method_not_supported_for_channel_type');
    if (found.room.archived) return refused('is_archived');
    const members = [...new Set([...found.room.members, BOT.user])];
    return { ok: true, channel: asConversation(slack, changeRoom(slack, { ...found.room, members })) };
  },
};

export function asConversation(slack: Slack, room: Room): Record<string, unknown> {
  if (room.kind === 'direct') {
    const user = room.members.find((it) => it !== BOT.user);
    return { id: room.id, is_im: true, user, is_archived: false, context_team_id: slack.installedTeam };
  }
  const shared = isShared(room);
  const { pending = [] } = room;
  const named = (team: string) => enterpriseOf(slack, team) ?? team;
  const enterprise = enterpriseOf(slack, slack.installedTeam);
  return {
    id: room.id,
    name: room.name,
    name_normalized: room.name,
    is_channel: true,
    is_im: false,
    is_private: false,
    is_archived: room.archived ?? false,
    is_general: room.name === 'general',
    is_member: room.members.includes(BOT.user),
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    is_pending_ext_shared: pending.length > 0,
    num_members: room.members.length,
    context_team_id: slack.installedTeam,
    conversation_host_id: named(slack.installedTeam),
    shared_team_ids: room.teams.map(named),
    connected_team_ids: shared ? room.teams.filter((team) => team !== slack.installedTeam).map(named) : [],
    pending_connected_team_ids: pending.map(named),
    ...(enterprise !== undefined && { enterprise_id: enterprise, internal_team_ids: [slack.installedTeam] }),
    connected_limited_team_ids: (room.limited ?? []).map(named),
    creator: room.creator ?? '',
    topic: { value: room.topic, creator: '', last_set: 0 },
    ...(room.canvas && { properties: { canvas: { file_id: room.canvas.id, is_empty: false } } }),
  };
}

/** `oldest` and `latest` leave their own message out unless `inclusive` is set. */
function between(args: Arguments): (message: Message) => boolean {
  const oldest = Number(text(args, 'oldest') ?? 0);
  const latest = Number(text(args, 'latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = flag(args, 'inclusive');
  return ({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  };
}

function listed(slack: Slack, messages: Message[], args: Arguments) {
  const { items, more, response_metadata } = page(messages, args, 100);
  const withMetadata = flag(args, 'include_all_metadata');
  const shown = items.map((message) => asSlackMessage(slack, message, { withMetadata }));
  return { ok: true as const, messages: shown, has_more: more, response_metadata };
}
