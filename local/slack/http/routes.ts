/** Which request goes where. Everything but the Web API, which has its token, is for this machine's own pages only. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApiAnswer, dispatch } from '../api/dispatch.ts';
import type { Slack } from '../context.ts';
import { faultsSchema } from '../faults.ts';
import { accountNamed } from '../people.ts';
import { answerUrl } from '../response-url.ts';
import { PRIVATE } from '../slack-file.ts';
import { type Reply, readBody, reply } from './answer.ts';
import { streamEvents } from './events.ts';
import { download, downloadPrivate, upload, uploadAs } from './file-routes.ts';
import { isOwn } from './guard.ts';
import { handleLocal, readLocal } from './local.ts';
import { pageFile } from './page-files.ts';

export type Site = { slack: Slack; port: number; staticDir: string };

const API = '/api/';
const HOOKS = '/hooks/commands/';
const UPLOADS = '/upload/v1/';

export async function route(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const api = pathname.startsWith(API);
  if (!api && !isOwn(request, site.port)) return reply(response, { status: 403, body: 'not from here' });
  if (request.method === 'GET' || request.method === 'HEAD') {
    const me = accountNamed(site.slack, searchParams.get('as') ?? '');
    if (me && pathname === '/local/events') return streamEvents(site.slack, me, request, response);
    return reply(response, get(site, { pathname, query: searchParams, request }));
  }
  const body = await readBody(request);
  if (!body) return reply(response, { status: 413, body: 'too large' });
  if (api) return answerApi(response, await callApi(site.slack, pathname, request, body));
  if (pathname === '/local/upload') return reply(response, uploadAs(site.slack, searchParams, body));
  return reply(response, await write(site.slack, { pathname, request, body }));
}

type Asked = { pathname: string; query: URLSearchParams; request: IncomingMessage };

function get({ slack, staticDir }: Site, { pathname: path, query, request }: Asked): Reply {
  if (path.startsWith(PRIVATE)) {
    return downloadPrivate(slack, path.split('/')[2] ?? '', request.headers.authorization);
  }
  if (path.startsWith('/files/')) return download(slack, path.split('/')[2] ?? '');
  if (path.startsWith('/local/')) return readLocal(slack, path, query);
  return pageFile(staticDir, path);
}

function callApi(slack: Slack, path: string, request: IncomingMessage, body: Buffer): Promise<ApiAnswer> {
  const { authorization, 'content-type': contentType = '' } = request.headers;
  return dispatch(slack, { method: path.slice(API.length), authorization, contentType, body: body.toString('utf8') });
}

function answerApi(response: ServerResponse, answer: ApiAnswer): void {
  if (answer === 'hang') return;
  if (answer === 'cut') response.destroy();
  else reply(response, answer);
}

type Written = { pathname: string; request: IncomingMessage; body: Buffer };

async function write(slack: Slack, { pathname, request, body }: Written): Promise<Reply> {
  if (request.method === 'DELETE' && pathname === '/local/faults') return clearFaults(slack);
  if (request.method !== 'POST') return { status: 405, body: 'use POST' };
  if (pathname.startsWith(UPLOADS)) return upload(slack, pathname.slice(UPLOADS.length), request, body);
  const json = jsonOf(body);
  if (json === undefined) return { status: 400, body: 'invalid_payload' };
  if (pathname.startsWith(HOOKS)) return answerHook(slack, pathname.slice(HOOKS.length), json);
  return pathname === '/local/faults' ? orderFaults(slack, json) : handleLocal(slack, pathname, json);
}

function clearFaults(slack: Slack): Reply {
  slack.faults.clear();
  return { status: 200, body: { ok: true } };
}

function orderFaults(slack: Slack, json: unknown): Reply {
  const orders = faultsSchema.safeParse(json);
  if (!orders.success) return { status: 400, body: orders.error.message };
  slack.faults.order(orders.data);
  return { status: 200, body: { ok: true } };
}

/** Slack answers plain `ok`; an address that is used up or too old does not exist any more. */
function answerHook(slack: Slack, id: string, json: unknown): Reply {
  const done = answerUrl(slack, id, json);
  if (done.ok) return { status: 200, body: 'ok' };
  return { status: ['used_url', 'expired_url'].includes(done.error) ? 404 : 400, body: done.error };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
