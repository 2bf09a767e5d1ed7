/** Answers `/api/<method>`: the token first, then injected faults, then the method. */
import type { Slack } from '../context.ts';
import type { Fault } from '../faults.ts';
import { refused } from '../outcome.ts';
import { isWorthShowing, showRefusal } from '../refusals.ts';
import { parseArguments, text } from './arguments.ts';
import { bookmarks } from './bookmarks.ts';
import { canvases } from './canvases.ts';
import { channels } from './channels.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import type { Answer, Methods } from './method.ts';
import { pins } from './pins.ts';
import { reactions } from './reactions.ts';
import { usergroups } from './usergroups.ts';
import { users } from './users.ts';
import { viewMethods } from './view-methods.ts';

const METHODS: Methods = {
  ...bookmarks,
  ...canvases,
  ...channels,
  ...chat,
  ...conversations,
  ...files,
  ...pins,
  ...reactions,
  ...usergroups,
  ...users,
  ...viewMethods,
};

export type ApiRequest = { method: string; authorization: string | undefined; contentType: string; body: string };
/** `hang` never answers, `cut` breaks the connection. */
export type ApiAnswer = { status: number; headers?: Record<string, string>; body: object | string } | 'hang' | 'cut';

export async function dispatch(slack: Slack, request: ApiRequest): Promise<ApiAnswer> {
  if (request.authorization === undefined) return asAnswer(refused('not_authed'));
  if (request.authorization !== `Bearer ${slack.credentials.botToken}`) return asAnswer(refused('invalid_auth'));
  const parsed = parseArguments(request.contentType, request.body);
  const channel = parsed.ok ? (text(parsed.args, 'channel') ?? text(parsed.args, 'channel_id')) : undefined;
  const fault = slack.faults.take(request.method, channel);
  if (fault && !fault.after) return failing(fault);
  const answer = await call(slack, request.method, parsed);
  return fault ? failing(fault) : answer;
}

async function call(slack: Slack, method: string, parsed: ReturnType<typeof parseArguments>): Promise<ApiAnswer> {
  if (!parsed.ok) return shown(slack, method, parsed);
  const run = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (!run) return shown(slack, method, refused('unknown_method'));
  const channel = text(parsed.args, 'channel');
  if (method === 'chat.postMessage' && channel !== undefined && slack.faults.tooSoon(channel)) return tooMany(1);
  return shown(slack, method, await run(slack, parsed.args));
}

function shown(slack: Slack, method: string, answer: Answer): ApiAnswer {
  if (!answer.ok && isWorthShowing(answer.error)) showRefusal(slack, insiders(slack), answer, method);
  return asAnswer(answer);
}

function insiders(slack: Slack): string[] {
  return slack.workspace.seed.accounts.filter((it) => it.team === slack.installedTeam).map((it) => it.id);
}

function asAnswer(answer: Answer): ApiAnswer {
  if (answer.ok) return { status: 200, body: answer };
  const { error, messages } = answer;
  if (!messages) return { status: 200, body: { ok: false, error } };
  const errors = messages.map((message) => message.replace(/^\[ERROR] /, ''));
  return { status: 200, body: { ok: false, error, errors, response_metadata: { messages } } };
}

function failing(fault: Fault): ApiAnswer {
  switch (fault.kind) {
    case 'rate-limit':
      return tooMany(fault.retryAfter);
    case 'server-error':
      return { status: 500, body: 'Internal Server Error' };
    case 'error':
      return asAnswer(refused(fault.error));
    case 'hang':
    case 'cut':
      return fault.kind;
    default:
      return fault.kind satisfies never;
  }
}

function tooMany(seconds: number): ApiAnswer {
  return { status: 429, headers: { 'Retry-After': String(seconds) }, body: { ok: false, error: 'ratelimited' } };
}
