import type { Slack } from '../context.ts';
import { tellOfMember } from '../deliver/room-events.ts';
import { newId } from '../ids.ts';
import { type Outcome, refused } from '../outcome.ts';
import { knownToBot } from '../people.ts';
import { changeRoom, whyBadName } from '../rooms.ts';
import { BOT, type Room } from '../seed.ts';
import { type Arguments, text } from './arguments.ts';
import { asConversation } from './conversations.ts';
import { type Methods, roomForBot } from './method.ts';

const INVITED_MOST = 1_000;
const TOPIC_MOST = 250;

/** What the bot makes of channels and who is in them. */
export const channels: Methods = {
  'conversations.create': (slack, args) => {
    const name = text(args, 'name') ?? '';
    const why = whyBadName(slack, name);
    if (why !== undefined) return refused(why);
    const room: Room = {
      id: newId('C', 10),
      name,
      teams: [slack.installedTeam],
      topic: '',
      kind: 'channel',
      members: [BOT.user],
      creator: BOT.user,
    };
    return { ok: true, channel: asConversation(slack, changeRoom(slack, room)) };
  },

  'conversations.invite': (slack, args) => {
    const found = channelOf(slack, args);
    if (!found.ok) return found;
    const users = (text(args, 'users') ?? '').split(',').filter((user) => user !== '');
    if (users.length === 0) return refused('no_user');
    if (users.length > INVITED_MOST) return refused('too_many_users');
    const wrong = users.map((user) => whyNot(slack, found.room, user)).find((why) => why !== undefined);
    // With `force` those who can be invited are; a single wrong one is said either way.
    if (wrong !== undefined && (users.length === 1 || text(args, 'force') !== 'true')) return refused(wrong);
    const welcome = users.filter((user) => whyNot(slack, found.room, user) === undefined);
    const room = { ...found.room, members: [...found.room.members, ...welcome] };
    const changed = changeRoom(slack, room);
    for (const user of welcome)
      tellOfMember(slack, changed, { type: 'member_joined_channel', user, inviter: BOT.user });
    return { ok: true, channel: asConversation(slack, changed) };
  },

  'conversations.inviteShared': (slack, args) => {
    const found = channelOf(slack, args);
    if (!found.ok) return found.error === 'is_archived' ? refused('channel_archived') : found;
    const { room } = found;
    const address = addressIn(args);
    if (address === undefined) return refused('invalid_email');
    if (room.name === 'general') return refused('cannot_share_mandatory_channel');
    if (room.pending?.length) return refused('connection_limit_exceeded_pending');
    const organisation = organisationOf(slack, address);
    if (organisation === undefined) return refused('invite_not_found');
    if (room.teams.includes(organisation)) return refused('already_in_channel');
    changeRoom(slack, { ...room, pending: [organisation] });
    return { ok: true, invite_id: newId('I', 10), is_legacy_shared_channel: false };
  },

  'conversations.setTopic': (slack, args) => {
    const found = channelOf(slack, args);
    if (!found.ok) return found;
    const topic = text(args, 'topic') ?? '';
    if ([...topic].length > TOPIC_MOST) return refused('too_long');
    return { ok: true, channel: asConversation(slack, changeRoom(slack, { ...found.room, topic })) };
  },
};

/** The one address of an invitation: Slack takes a list, and no second. */
function addressIn({ emails }: Arguments): string | undefined {
  const [address, second]: unknown[] = Array.isArray(emails) ? emails : [];
  const isAddress = typeof address === 'string' && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address);
  return isAddress && second === undefined ? address.toLowerCase() : undefined;
}

/** Whose address it is, by its domain: `vera@virtuozzo.example` is of Virtuozzo. */
function organisationOf({ workspace }: Slack, address: string): string | undefined {
  const [domain = ''] = (address.split('@')[1] ?? '').split('.');
  return workspace.seed.organisations.find(({ name }) => name.toLowerCase() === domain)?.id;
}

function channelOf(slack: Slack, args: Arguments): Outcome<{ room: Room }> {
  const found = roomForBot(slack, args);
  if (found.ok && found.room.kind === 'direct') return refused('method_not_supported_for_channel_type');
  return found;
}

function whyNot(slack: Slack, room: Room, user: string): string | undefined {
  const account = slack.workspace.accounts.get(user);
  if (!account || account.deleted || !knownToBot(slack, account)) return 'user_not_found';
  if (account.isBot) return 'cant_invite_self';
  if (room.members.includes(user)) return 'already_in_channel';
  return room.teams.includes(account.team) ? undefined : 'no_external_invite_permission';
}
