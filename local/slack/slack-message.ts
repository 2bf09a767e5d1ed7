/** A message in the shape that Slack gives to apps, in payloads and from the Web API. */
import type { Slack } from './context.ts';
import { repliesTo } from './messages.ts';
import { enterpriseOf, isBotUser, isShared } from './people.ts';
import { BOT, type Room } from './seed.ts';
import { asSlackFile } from './slack-file.ts';
import type { Message, SharedFile } from './wire.ts';

export type Shaping = { withMetadata: boolean };

export function asSlackMessage(slack: Slack, message: Message, { withMetadata }: Shaping): Record<string, unknown> {
  return {
    type: 'message',
    ...(message.tombstone && { subtype: 'tombstone', hidden: true }),
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: message.team,
    ...(isBotUser(message.user) && fromApp(slack)),
    ...(message.blocks && { blocks: message.blocks }),
    ...(message.files && { files: filesOf(slack, message.files) }),
    ...(message.edited && { edited: { user: message.user, ts: message.editedAt ?? message.ts } }),
    ...(message.pinned && { pinned_to: [message.channel] }),
    ...(message.reactions.length > 0 && {
      reactions: message.reactions.map((it) => ({ ...it, count: it.users.length })),
    }),
    ...(withMetadata && message.metadata && { metadata: message.metadata }),
    ...threadOf(slack, message),
  };
}

/** In a shared channel a message names its writer's organisation three times more. */
export function sharedPart(slack: Slack, room: Room, { team }: Message): Record<string, unknown> {
  return isShared(room)
    ? { user_team: enterpriseOf(slack, team) ?? team, source_team: team, user_profile: { team } }
    : {};
}

function fromApp(slack: Slack) {
  const bot = { id: BOT.bot, app_id: slack.credentials.appId, name: BOT.displayName, team_id: slack.installedTeam };
  return { bot_id: BOT.bot, app_id: slack.credentials.appId, bot_profile: { ...bot, deleted: false } };
}

function threadOf(slack: Slack, message: Message) {
  if (message.threadTs !== undefined) return { thread_ts: message.threadTs };
  if (!message.replyCount) return {};
  const replies = repliesTo(slack, message);
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
  };
}

/** Files of a message. Of one that is gone from the workspace nothing is left to tell. */
function filesOf(slack: Slack, files: readonly SharedFile[]) {
  const stored = files.flatMap(({ id }) => slack.workspace.files.get(id) ?? []);
  return stored.map((file) => asSlackFile(slack, file));
}
