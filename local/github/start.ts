import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { bodyOf, listen, shut } from '../loopback.ts';
import { isOwn } from '../slack/http/guard.ts';
import { type Answer, answerApi, refuse } from './api.ts';
import { createFaults, type Fault, type FaultOrders, type Faults, faultOrders } from './faults.ts';
import { pageOf } from './pages.ts';
import { openStore, type Store } from './store.ts';

export type LocalGithub = {
  /** For `REMIT_GITHUB_URL`, and for a browser. */
  url: string;
  store: Store;
  order(orders: FaultOrders): void;
  close(): Promise<void>;
};

type Options = {
  home: string;
  token: string;
  repositories: string[];
  /** Who may be assigned an issue. */
  members?: string[];
  now?: () => number;
};

type Site = Options & { store: Store; faults: Faults; members: string[] };

/**
 * GitHub for its own client, as far as issues and files go, and for a browser that wants to see them. Its address stays the same over
 * restarts where it is free: messages link to it.
 */
export async function startGithub(options: Options): Promise<LocalGithub> {
  const { home, members = [], now = Date.now } = options;
  const store = openStore(home, now);
  const faults = createFaults();
  const site: Site = { ...options, members, store, faults };
  const server = createServer((request, response) => {
    answer(site, request, response).catch(() => response.destroy());
  });
  const file = join(home, 'github', 'port');
  const url = await listen(server, before(file)).catch(() => listen(server, 0));
  writeFileSync(file, new URL(url).port);
  const close = async () => {
    await shut(server);
    store.close();
  };
  return { url, store, order: faults.order, close };
}

function before(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const port = request.socket.localPort ?? 0;
  if (!isOwn(request, port)) return void response.writeHead(403).end();
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
  const text = (await bodyOf(request)).toString('utf8');
  if (path.startsWith('/local/')) return orderFaults(site, { path, text }, response);
  if (!path.startsWith('/repos/')) return showPage(site, path, response);
  const method = request.method ?? 'GET';
  const act = () => {
    const token = (request.headers.authorization ?? '').replace(/^(?:token|bearer) /i, '');
    if (token !== site.token) return refuse(401, 'Bad credentials');
    return answerApi({ ...site, base: `http://127.0.0.1:${port}` }, { method, path, query, body: jsonOf(text) });
  };
  const given = answerOf(site.faults, method, act);
  if (given === 'hang') return;
  if (given === 'reset') return void response.destroy();
  const { status, body, headers } = given;
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body));
}

function answerOf(faults: Faults, method: string, act: () => Answer): Answer | 'hang' | 'reset' {
  if (faults.isDown()) return refuse(503, 'No server is currently available to service your request.');
  const fault = faults.take(method);
  if (!fault) return act();
  if (fault.after) act();
  return faultAnswer(fault);
}

function faultAnswer({ kind, retryAfter }: Fault): Answer | 'hang' | 'reset' {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  switch (kind) {
    case 'hang':
    case 'reset':
      return kind;
    case 'server-error':
      return refuse(502, 'Server Error');
    case 'conflict':
      return refuse(409, 'is at another commit but expected this one');
    case 'branch-rule':
      return refuse(409, 'Repository rule violations found\n\nChanges must be made through a pull request.');
    case 'rate-limit':
      return { ...refuse(429, 'API rate limit exceeded'), headers };
    case 'secondary':
      return { ...refuse(403, 'You have exceeded a secondary rate limit. Please wait a few minutes.'), headers };
    default:
      return kind satisfies never;
  }
}

/** `/local/down` and `/local/up` from the page's button; `/local/faults` with orders as JSON. */
function orderFaults({ faults }: Site, { path, text }: { path: string; text: string }, response: ServerResponse): void {
  if (path !== '/local/faults') {
    faults.order({ down: path === '/local/down' });
    return void response.writeHead(303, { location: '/' }).end();
  }
  const orders = faultOrders.safeParse(jsonOf(text));
  if (orders.success) faults.order(orders.data);
  response.writeHead(orders.success ? 204 : 400).end();
}

function showPage({ store, repositories, faults }: Site, path: string, response: ServerResponse): void {
  const page = pageOf({ store, repositories, isDown: faults.isDown() }, path);
  response
    .writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    })
    .end(page ?? 'There is nothing here.');
}

function jsonOf(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
