/** What is read of Slack's payloads: https://docs.slack.dev/reference/interaction-payloads. Everything else is left alone. */
import * as z from 'zod/mini';

export const id = z.string().check(z.regex(/^[A-Z][A-Z0-9]{1,63}$/));
export const ts = z.string().check(z.regex(/^\d{1,12}\.\d{1,9}$/));
export const teamId = z.nullish(z.string());
export const user = z.object({ id, team_id: teamId });
export const installation = z.nullish(z.object({ id: teamId }));

export const CommandPayload = z.object({
  user_id: id,
  team_id: z.string(),
  channel_id: id,
  text: z._default(z.string(), ''),
  trigger_id: z.string().check(z.minLength(1)),
  response_url: z.optional(z.string()),
});

export const authorizations = z.optional(
  z.array(z.object({ team_id: teamId, enterprise_id: teamId, user_id: z.optional(z.string()) })),
);

export const MentionPayload = z.object({
  context_team_id: teamId,
  authorizations,
  event: z.object({
    user: z.optional(id),
    bot_id: z.optional(z.nullable(z.string())),
    text: z._default(z.string(), ''),
    ts,
    thread_ts: z.optional(ts),
    channel: id,
    user_team: teamId,
    team: teamId,
    source_team: teamId,
    user_profile: z.nullish(z.object({ team: teamId })),
  }),
});

export const HomePayload = z.object({
  team_id: teamId,
  context_team_id: teamId,
  authorizations,
  event_id: z.string(),
  event: z.object({ user: id, tab: z.string() }),
});

const view = z.object({
  id: z.string(),
  type: z.string(),
  hash: z._default(z.string(), ''),
  callback_id: z._default(z.string(), ''),
  private_metadata: z._default(z.string(), ''),
  app_installed_team_id: teamId,
  state: z.optional(
    z.object({ values: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))) }),
  ),
});
export type ViewPayload = z.infer<typeof view>;

const action = z.object({
  type: z.string(),
  action_id: z.string(),
  value: z.optional(z.string()),
  selected_option: z.nullish(z.object({ value: z.string() })),
});
export type Action = z.infer<typeof action>;

export const PressPayload = z.object({
  team: installation,
  user,
  trigger_id: z.string(),
  response_url: z.optional(z.string()),
  container: z.object({
    channel_id: z.optional(id),
    message_ts: z.optional(ts),
    thread_ts: z.optional(ts),
    is_ephemeral: z.optional(z.boolean()),
  }),
  view: z.optional(view),
  actions: z.tuple([action], action),
});

export const SubmissionPayload = z.object({ user, view });
