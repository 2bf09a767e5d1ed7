import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { KEEP_MESSAGE, OPEN_INCIDENT } from '../../bot/adapters/slack/ingress-shortcut.ts';
import { HAPPENINGS } from '../../bot/adapters/slack/on-happening.ts';
import { SLACK_PATH } from '../../infra/constructs/ingress.ts';
import { SHORTCUTS, SUBSCRIPTIONS } from '../../local/slack/start.ts';

/** Slack's own limits and names, as far as this manifest uses them; a key that Slack does not know is an error there too. */
const requestUrl = z.url({ protocol: /^https$/ }).endsWith(SLACK_PATH);
const Manifest = z.strictObject({
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(true),
    }),
    bot_user: z.strictObject({ display_name: z.literal('ops'), always_online: z.literal(true) }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.literal('message'),
          callback_id: z.string().max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .max(10),
    slash_commands: z.tuple([
      z.strictObject({
        command: z.literal('/ops'),
        url: requestUrl,
        description: z.string().min(1).max(2000),
        usage_hint: z.string().max(1000),
        // Without it a mention arrives as a bare name, which nobody may compare.
        should_escape: z.literal(true),
      }),
    ]),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: requestUrl, bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: requestUrl }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
});

/** What each method of Slack's Web API that the bot calls asks for, in the kinds of conversation where it is called. */
const SCOPES: Record<string, string[]> = {
  'bookmarks.add': ['bookmarks:write'],
  'bookmarks.list': ['bookmarks:read'],
  'canvases.edit': ['canvases:write'],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read'],
  'conversations.canvases': ['canvases:write'],
  'conversations.create': ['channels:manage'],
  'conversations.invite': ['channels:manage', 'groups:write'],
  'conversations.inviteShared': ['conversations.connect:write'],
  'conversations.join': ['channels:join'],
  'conversations.list': ['channels:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.setTopic': ['channels:manage', 'groups:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'pins.add': ['pins:write'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};
/** By Bolt's name: what the manifest calls it, and the scopes that its delivery asks for. */
const HEARD: Record<string, { events: string[]; scopes: string[] }> = {
  app_mention: { events: ['app_mention'], scopes: ['app_mentions:read'] },
  app_home_opened: { events: ['app_home_opened'], scopes: [] },
  channel_archive: { events: ['channel_archive'], scopes: ['channels:read'] },
  channel_id_changed: { events: ['channel_id_changed'], scopes: ['channels:read', 'groups:read'] },
  channel_rename: { events: ['channel_rename'], scopes: ['channels:read'] },
  channel_unarchive: { events: ['channel_unarchive'], scopes: ['channels:read'] },
  channel_unshared: { events: ['channel_unshared'], scopes: ['channels:read', 'groups:read'] },
  group_archive: { events: ['group_archive'], scopes: ['groups:read'] },
  group_rename: { events: ['group_rename'], scopes: ['groups:read'] },
  group_unarchive: { events: ['group_unarchive'], scopes: ['groups:read'] },
  member_joined_channel: { events: ['member_joined_channel'], scopes: ['channels:read', 'groups:read'] },
  member_left_channel: { events: ['member_left_channel'], scopes: ['channels:read', 'groups:read'] },
  message: { events: ['message.channels', 'message.groups'], scopes: ['channels:history', 'groups:history'] },
  reaction_added: { events: ['reaction_added'], scopes: ['reactions:read'] },
  reaction_removed: { events: ['reaction_removed'], scopes: ['reactions:read'] },
  ...Object.fromEntries(
    ['accepted', 'approved', 'declined'].map((step) => {
      const event = `shared_channel_invite_${step}`;
      return [event, { events: [event], scopes: ['conversations.connect:read'] }];
    }),
  ),
};

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const manifest = Manifest.parse(JSON.parse(read('infra/slack-manifest.json')));
const code = readdirSync(new URL('../../bot/adapters/slack', import.meta.url))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read(`bot/adapters/slack/${file}`))
  .join('\n');

const called = new Set(
  [
    ...code.matchAll(
      /(?<!\/)\b(?:bookmarks|canvases|conversations|files|pins|usergroups|users|views)\.[a-zA-Z0-9]+|\bchat\.(?:post|update|delete|get|schedule)[a-zA-Z]*/g,
    ),
  ].map(([method]) => method),
);
const heard = [...[...code.matchAll(/\bapp\.event\('([a-z_]+)'/g)].map(([, event]) => String(event)), ...HAPPENINGS];

describe('the Slack manifest', () => {
  it('asks for the scopes of what the bot calls and hears, and for no other', () => {
    expect([...called].filter((method) => !(method in SCOPES))).toEqual([]);
    const wanted = [...called].flatMap((method) => SCOPES[method] ?? []);
    const delivered = heard.flatMap((event) => HEARD[event]?.scopes ?? [`scope of ${event}?`]);
    expect(manifest.oauth_config.scopes.bot).toEqual([...new Set(['commands', ...wanted, ...delivered])].sort());
  });

  it('subscribes to the events that the bot listens to', () => {
    const events = heard.flatMap((event) => HEARD[event]?.events ?? []);
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(events.sort());
  });

  it('has the shortcuts that the bot knows, and the local workspace has the same and hears the same', () => {
    const { features, settings } = manifest;
    expect(features.shortcuts.map((one) => one.callback_id)).toEqual([KEEP_MESSAGE, OPEN_INCIDENT]);
    expect(SHORTCUTS.map(({ callbackId: callback_id, ...one }) => ({ ...one, callback_id, type: 'message' }))).toEqual(
      features.shortcuts,
    );
    // All its channels are public.
    const events = settings.event_subscriptions.bot_events.filter((event) => !/group/.test(event));
    expect([...SUBSCRIPTIONS].sort()).toEqual(events);
  });

  it('sends everything to one address, which is replaced in one go', () => {
    const { features, settings } = manifest;
    const urls = [
      features.slash_commands[0].url,
      settings.event_subscriptions.request_url,
      settings.interactivity.request_url,
    ];
    expect(new Set(urls).size).toBe(1);
    expect(urls[0]).toContain('REPLACE-WITH-YOUR-API');
  });
});
