/** A workspace server on a free port, with a bot that answers what a test tells it to. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import type { DeliveredAnswer, DeliveredRequest } from '../../../local/slack/deliver/post.ts';
import { type RunningSlack, type SlackOptions, startSlack } from '../../../local/slack/start.ts';
import type { Act, Answer, Message, Messages, PageEvent } from '../../../local/slack/wire.ts';

export const SECRET = 'a-signing-secret';
export const TOKEN = 'xoxb-local';
export const APP = 'A0REMIT001';

export type Bot = (request: DeliveredRequest, index: number) => Promise<DeliveredAnswer> | DeliveredAnswer;
export const answer = (body: unknown = '', status = 200): DeliveredAnswer => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
export const plain = (text: string) => ({ type: 'plain_text' as const, text });

export function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'workspace-'));
}

type Given = Omit<Partial<SlackOptions>, 'deliver'> & { bot?: Bot; deliver?: undefined };

export async function openWorkbench({ bot = () => answer(), ...options }: Given = {}) {
  const deliveries: DeliveredRequest[] = [];
  const clock = { skew: 0 };
  const slack: RunningSlack = await startSlack({
    port: 0,
    home: newHome(),
    credentials: { signingSecret: SECRET, botToken: TOKEN, appId: APP },
    staticDir: newHome(),
    now: () => Date.now() + clock.skew,
    // Without the messages of channels, so that what a test counts is what it caused.
    subscriptions: ['app_mention', 'app_home_opened', 'reaction_added'],
    deliver: async (request) => bot(request, deliveries.push(request) - 1),
    ...options,
  });
  onTestFinished(() => slack.close());
  const client = new WebClient(TOKEN, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
  return { slack, deliveries, clock, client, ...page(slack.url) };
}

/** The refusals are what the tests look at: the SDK would print each to the console as well. */
export const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => 'error' as never,
  setName: () => undefined,
};

function page(url: string) {
  const post = async (path: string, body: object): Promise<Answer> => {
    const response = await fetch(`${url}/local/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as Answer;
  };
  const messages = async (as: string, channel: string): Promise<Message[]> => {
    const response = await fetch(`${url}/local/messages?as=${as}&channel=${channel}`);
    return ((await response.json()) as Messages).messages;
  };
  return {
    post,
    messages,
    say: (as: string, channel: string, text: string, threadTs?: string) => post('say', { as, channel, text, threadTs }),
    press: (as: string, on: Act['on'], { blockId = 'b', actionId = 'go', ...rest }: Partial<Act> = {}) =>
      post('act', { as, on, blockId, actionId, ...rest }),
    watch: (as: string) => watch(`${url}/local/events?as=${as}`),
  };
}

/** Follows one account's event stream; `next` resolves with the first event of that type, also one already seen. */
async function watch(url: string, headers: Record<string, string> = {}) {
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const response = await fetch(url, { headers, signal: ending.signal });
  const seen: PageEvent[] = [];
  const waiting = new Set<() => void>();
  void readStream(response, (event) => {
    seen.push(event);
    for (const wake of waiting) wake();
  });
  const next = async <T extends PageEvent['type']>(type: T): Promise<Extract<PageEvent, { type: T }>> => {
    for (;;) {
      const found = seen.findIndex((event) => event.type === type);
      if (found >= 0) return seen.splice(found, 1)[0] as Extract<PageEvent, { type: T }>;
      await new Promise<void>((wake) => waiting.add(wake));
    }
  };
  return { seen, next };
}

async function readStream(response: Response, take: (event: PageEvent) => void): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) {
      const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.filter((it) => it.startsWith('data: '))) take(JSON.parse(line.slice(6)) as PageEvent);
    }
  } catch (error) {
    // The stream ends with the test or with the server.
    if (!(error instanceof Error) || !/abort|terminated/i.test(error.message)) throw error;
  }
}

/** What the SDK throws when Slack says no: the answer itself. */
export async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  return call.then(
    () => {
      throw new Error('was accepted');
    },
    (error: { data?: Record<string, unknown> }) => error.data ?? { thrown: error },
  );
}

export const formOf = (request: DeliveredRequest | undefined) => Object.fromEntries(new URLSearchParams(request?.body));
export const payloadOf = (request: DeliveredRequest | undefined) => JSON.parse(formOf(request)['payload'] ?? 'null');
export const until = async (done: () => boolean) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
};
