/**
 * Sends one signed request to the bot and waits at most as long as Slack does.
 *
 * The signature covers the raw body with its second, so that a receiver must verify the very bytes
 * (docs.slack.dev/authentication/verifying-requests-from-slack).
 */
import { createHmac } from 'node:crypto';
import type { Trace } from '../wire.ts';

export type DeliveredRequest = { path: string; headers: Record<string, string>; body: string };
export type DeliveredAnswer = { status: number; headers: Record<string, string>; body: string };
export type Deliver = (request: DeliveredRequest) => Promise<DeliveredAnswer>;

/** `what` names the request in the trace; the body never goes there. */
type Sent = { what: string; body: string; type: 'json' | 'form'; headers?: Record<string, string> };
export type Posted = ({ kind: 'answered' } & DeliveredAnswer) | { kind: 'timeout' } | { kind: 'failed' };
export type Post = (sent: Sent) => Promise<Posted>;

type Deps = {
  signingSecret: string;
  now: () => number;
  limit: number;
  deliver: () => Deliver | undefined;
  trace: (trace: Trace) => void;
};

export function createPost({ signingSecret, now, limit, deliver, trace }: Deps): Post {
  return async (sent) => {
    const startedAt = now();
    const headers = { ...signed(sent, { signingSecret, seconds: Math.floor(startedAt / 1000) }), ...sent.headers };
    const posted = await within(limit, deliver()?.({ path: '/slack/events', headers, body: sent.body }));
    const end = posted.kind === 'answered' ? String(posted.status) : posted.kind;
    trace({ at: startedAt, service: 'slack', what: sent.what, detail: `${end} after ${now() - startedAt} ms` });
    return posted;
  };
}

function signed({ body, type }: Sent, { signingSecret, seconds }: { signingSecret: string; seconds: number }) {
  const hash = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  return {
    'Content-Type': type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
    'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'X-Slack-Request-Timestamp': String(seconds),
    'X-Slack-Signature': `v0=${hash}`,
  };
}

async function within(limit: number, answer: Promise<DeliveredAnswer> | undefined): Promise<Posted> {
  if (!answer) return { kind: 'failed' };
  const { promise: late, resolve } = Promise.withResolvers<Posted>();
  const timer = setTimeout(() => resolve({ kind: 'timeout' }), limit);
  const arrived = answer.then(
    (it): Posted => ({ kind: 'answered', ...it }),
    // Whatever made the bot unreachable is the bot's to log; Slack sees a failed connection.
    (): Posted => ({ kind: 'failed' }),
  );
  try {
    return await Promise.race([arrived, late]);
  } finally {
    clearTimeout(timer);
  }
}
