import type { HttpEvent } from '../../../../bot/adapters/slack/body.ts';
import { sign } from '../../../../bot/adapters/slack/signature.ts';

/** What Slack sends, signed by a secret of these tests, as API Gateway hands it over. */
export const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
export const SECRET = 'a-signing-secret';
export const APP = 'A0REMIT001';
export const OURS = 'T0ACME0001';
export const THEIRS = 'T0VIRTUOZ1';
export const HOOKS = 'https://hooks.slack.com';
export const BOT = 'U0REMITBOT';

const FORM = 'application/x-www-form-urlencoded';

export type Signing = { secret?: string; at?: number; type?: string; base64?: boolean };

/** An HTTP API encodes form posts in base64 and leaves JSON alone. */
export function delivery(body: string | Uint8Array, signing: Signing = {}): HttpEvent {
  const { secret = SECRET, at = NOW, type = FORM, base64 = type !== 'application/json' } = signing;
  const bytes = Buffer.from(body);
  const timestamp = String(Math.floor(at / 1000));
  return {
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(bytes, timestamp, secret),
    },
    body: base64 ? bytes.toString('base64') : bytes.toString('utf8'),
    isBase64Encoded: base64,
    rawPath: '/slack',
  };
}

export const command = (fields: Record<string, string> = {}): string =>
  new URLSearchParams({
    api_app_id: APP,
    team_id: OURS,
    user_id: 'U0OPERATOR',
    channel_id: 'C0OPS00001',
    command: '/ops',
    text: 'restart nginx on host-7',
    trigger_id: '13345224609.738474920.8088930838d88f008e0',
    response_url: `${HOOKS}/commands/T0ACME0001/1/abc`,
    ...fields,
  }).toString();

export const interaction = (payload: object): string =>
  new URLSearchParams({ payload: JSON.stringify({ api_app_id: APP, ...payload }) }).toString();

export const press = (changes: object = {}): object => ({
  type: 'block_actions',
  team: { id: OURS, domain: 'acme' },
  user: { id: 'U0APPROVER', username: 'approver', team_id: OURS },
  container: { type: 'message', channel_id: 'C0OPS00001', message_ts: '1795262400.000100', is_ephemeral: false },
  channel: { id: 'C0OPS00001', name: 'ops' },
  trigger_id: 'trigger-1',
  response_url: `${HOOKS}/actions/T0ACME0001/2/def`,
  actions: [
    {
      type: 'button',
      action_id: 'approve',
      block_id: 'b',
      value: 'approve R-8C2MX plan 9af3',
      action_ts: '1795262400.1',
    },
  ],
  ...changes,
});

export const view = (changes: object = {}): object => ({
  id: 'V0FORM',
  type: 'modal',
  hash: '1795262400.abc',
  callback_id: 'form',
  private_metadata: JSON.stringify({
    channel: 'C0OPS00001',
    answerPath: '/commands/T0ACME0001/1/abc',
    form: 'restart',
  }),
  app_installed_team_id: OURS,
  state: { values: { service: { input: { type: 'plain_text_input', value: 'nginx' } } } },
  ...changes,
});

export const submission = (changes: object = {}): object => ({
  type: 'view_submission',
  team: { id: OURS, domain: 'acme' },
  user: { id: 'U0OPERATOR', name: 'operator', team_id: OURS },
  trigger_id: 'trigger-2',
  view: view(),
  ...changes,
});

export const event = (inner: object, changes: object = {}): string =>
  JSON.stringify({
    type: 'event_callback',
    api_app_id: APP,
    team_id: OURS,
    context_team_id: OURS,
    event_id: 'Ev0001',
    event_time: Math.floor(NOW / 1000),
    authorizations: [{ team_id: OURS, user_id: BOT, is_bot: true, enterprise_id: null, is_enterprise_install: false }],
    event: inner,
    ...changes,
  });

export const mention = (changes: object = {}): object => ({
  type: 'app_mention',
  user: 'U0OPERATOR',
  team: OURS,
  text: `<@${BOT}> restart nginx on host-7`,
  ts: '1795262400.000200',
  channel: 'C0OPS00001',
  event_ts: '1795262400.000200',
  ...changes,
});

export const reaction = (changes: object = {}): object => ({
  type: 'reaction_added',
  user: 'U0OPERATOR',
  reaction: 'pushpin',
  item: { type: 'message', channel: 'C0OPS00001', ts: '1795262400.000200' },
  item_user: 'U0APPROVER',
  event_ts: '1795262401.000000',
  ...changes,
});

export const shortcut = (callback_id: string, changes: object = {}): object => ({
  type: 'message_action',
  callback_id,
  team: { id: OURS, domain: 'acme' },
  user: { id: 'U0OPERATOR', username: 'operator', name: 'operator', team_id: OURS },
  channel: { id: 'C0OPS00001', name: 'ops' },
  trigger_id: 'trigger-3',
  action_ts: '1795262402.000000',
  message_ts: '1795262400.000200',
  message: { type: 'message', user: 'U0APPROVER', team: OURS, ts: '1795262400.000200', text: 'checkout is down' },
  response_url: `${HOOKS}/app/T0ACME0001/3/ghi`,
  ...changes,
});

export const json = (body: string): HttpEvent => delivery(body, { type: 'application/json' });
