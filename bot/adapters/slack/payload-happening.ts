/** What is read of Slack's events of channels: https://docs.slack.dev/reference/events. Everything else is left alone. */
import * as z from 'zod/mini';
import { authorizations, id, installation, teamId, ts, user } from './payload.ts';

/** What every event comes in. */
export const Envelope = z.object({
  context_team_id: teamId,
  authorizations,
  event: z.object({ type: z.string(), subtype: z.optional(z.string()) }),
});

const named = {
  user_team: teamId,
  team: teamId,
  source_team: teamId,
  user_profile: z.nullish(z.object({ team: teamId })),
};
const file = z.object({
  id,
  name: z._default(z.nullish(z.string()), ''),
  mimetype: z._default(z.nullish(z.string()), ''),
});

const written = {
  ...named,
  subtype: z.optional(z.string()),
  user: z.optional(id),
  bot_id: z.nullish(z.string()),
  text: z._default(z.string(), ''),
  ts,
  thread_ts: z.optional(ts),
  edited: z.nullish(z.object({ user: id, ts })),
  files: z.nullish(z.array(file)),
};
const message = z.object(written);
export type MessagePart = z.infer<typeof message>;

export const WroteEvent = z.object({ event: z.object({ ...written, channel: id }) });
export const ChangedEvent = z.object({
  event: z.object({ channel: id, event_ts: ts, message, previous_message: z.optional(message) }),
});
export const DeletedEvent = z.object({
  event: z.object({ channel: id, event_ts: ts, deleted_ts: ts, previous_message: z.optional(message) }),
});
export const ReactionEvent = z.object({
  event: z.object({
    user: id,
    reaction: z.string(),
    event_ts: ts,
    item: z.object({ type: z.string(), channel: z.optional(id), ts: z.optional(ts) }),
  }),
});
export const MemberEvent = z.object({ event: z.object({ user: id, channel: id, event_ts: ts }) });
export const ArchiveEvent = z.object({ event: z.object({ user: z.optional(id), channel: id, event_ts: ts }) });
export const RenameEvent = z.object({
  event: z.object({ channel: z.object({ id, name: z.string() }), event_ts: ts }),
});

export const MovedEvent = z.object({ event: z.object({ old_channel_id: id, new_channel_id: id, event_ts: ts }) });
export const UnsharedEvent = z.object({
  event: z.object({ channel: id, previously_connected_team_id: id, event_ts: ts }),
});
export const InviteEvent = z.object({
  event: z.object({
    channel: z.object({ id }),
    event_ts: ts,
    approval_required: z.optional(z.boolean()),
    accepting_user: z.nullish(z.object({ team_id: z.nullish(id) })),
    approving_team_id: z.nullish(id),
    declining_team_id: z.nullish(id),
    invite: z.object({
      id,
      inviting_user: z.nullish(z.object({ id })),
      recipient_email: z.nullish(z.string()),
    }),
  }),
});

export const ShortcutPayload = z.object({
  team: installation,
  user,
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: z.optional(z.string()),
  channel: z.object({ id }),
  message_ts: ts,
  message,
});
