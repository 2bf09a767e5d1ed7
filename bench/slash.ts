import { createHmac, randomUUID } from 'node:crypto';

/** One slash command as API Gateway hands it over, signed now: each has a trigger of its own, so each is a new request. */
export function slash(ask: { secret: string; appId: string; text: string; team: string; user: string }): HttpEvent {
  const body = new URLSearchParams({
    token: 'unused',
    team_id: ask.team,
    team_domain: 'acme',
    channel_id: 'C0OPS00001',
    channel_name: 'ops',
    user_id: ask.user,
    user_name: 'operator',
    command: '/ops',
    text: ask.text,
    api_app_id: ask.appId,
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.com/commands/T0ACME0001/1/abc',
    trigger_id: randomUUID(),
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', ask.secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    version: '2.0',
    routeKey: 'POST /slack',
    rawPath: '/slack',
    rawQueryString: '',
    headers: {
      accept: 'application/json,*/*',
      'content-length': String(body.length),
      'content-type': 'application/x-www-form-urlencoded',
      host: 'api.example.com',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-amzn-trace-id': 'Root=1-65f0a0a0-0123456789abcdef01234567',
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    requestContext: { http: { method: 'POST', path: '/slack' }, stage: '$default' },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}

export type HttpEvent = {
  version: string;
  routeKey: string;
  rawPath: string;
  rawQueryString: string;
  headers: Record<string, string>;
  requestContext: object;
  body: string;
  isBase64Encoded: boolean;
};
