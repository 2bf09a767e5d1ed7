import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { WebClient } from '@slack/web-api';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webOptions } from '../../../bot/adapters/slack/web.ts';
import { FUNCTION } from '../../../infra/build/bundle.ts';
import { late } from '../../../infra/build/late.ts';
import { leftOut } from '../../../infra/build/left-out.ts';
import { slimSlack } from '../../../infra/build/slim-slack.ts';

type Answer = { status: number; body: string; headers?: Record<string, string> };

/** What Slack, or what stands before it, may answer. */
const ANSWERS: Record<string, Answer> = {
  'what was asked for': {
    status: 200,
    body: '{"ok":true,"ts":"1.2","response_metadata":{"warnings":["superfluous"]}}',
  },
  'a refusal': { status: 200, body: '{"ok":false,"error":"channel_not_found"}' },
  'a rate limit': { status: 429, body: '', headers: { 'retry-after': '7' } },
  'a rate limit without a time': { status: 429, body: 'slow down' },
  'a fault': { status: 503, body: 'nobody is here' },
  'no JSON': { status: 200, body: '<html>' },
  'a way to somewhere else': { status: 302, body: '', headers: { location: 'http://127.0.0.1:9/' } },
};

const asked: unknown[] = [];
let answer: Answer | 'none' = 'none';
const server = createServer(async (request, response) => {
  asked.push({ path: request.url, headers: sent(request), body: Buffer.concat(await request.toArray()).toString() });
  if (answer === 'none') request.socket.destroy();
  else response.writeHead(answer.status, answer.headers).end(answer.body);
});

/** What is said of the client and of the connection may differ. */
function sent({ headers }: IncomingMessage): object {
  const { 'user-agent': agent, host: _host, connection: _connection, ...rest } = headers;
  return { ...rest, agent: agent?.match(/@slack:web-api\/[0-9.]+/)?.[0] };
}

let Slim: typeof WebClient;
let apiUrl: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remit-slim-slack-'));
  const outfile = join(folder, 'client.cjs');
  const stdin = {
    contents: `export { WebClient } from '@slack/web-api';`,
    resolveDir: resolve('.'),
    loader: 'ts' as const,
  };
  await build({ ...FUNCTION, minify: false, stdin, outfile, plugins: [leftOut, slimSlack, late] });
  Slim = createRequire(import.meta.url)(outfile).WebClient;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await rm(folder, { recursive: true });
});

const logged: unknown[] = [];
const options = () => webOptions({ apiUrl, timeoutMs: 2_000, log: (...line) => void logged.push(line) });

/** What a client asks, logs, and makes of the answer, errors with all that they carry. */
async function outcome(Client: typeof WebClient): Promise<unknown> {
  asked.length = 0;
  logged.length = 0;
  const client = new Client('xoxb-test', options());
  const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Run' }, blocks: [] };
  const calls = [
    client.chat.postMessage({ channel: 'C0OPS', text: 'a & b', blocks: [{ type: 'divider' }], thread_ts: '1.1' }),
    client.views.open({ trigger_id: 't', view }),
    client.apiCall('users.info', { user: 'U1' }),
  ];
  const settled: unknown[] = [];
  for (const call of await Promise.allSettled(calls))
    settled.push(call.status === 'fulfilled' ? call.value : failed(call.reason));
  const sorted = [...asked].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  return { asked: sorted, logged: [...logged], settled };
}

function failed(error: object): object {
  const { attemptNumber: _attempt, retriesLeft: _left, ...own } = error as Record<string, unknown>;
  const { name, message } = error as Error;
  return { kind: error.constructor.name, name, message, own: JSON.parse(JSON.stringify(own)) };
}

describe('Slack’s client as the bundle that answers Slack has it', () => {
  it.each([...Object.entries(ANSWERS), ['none' as const, 'none' as const] as const])(
    'asks the same as the whole one, and makes the same of %s',
    async (_what, given) => {
      answer = given;
      const whole = await outcome(WebClient);
      expect(await outcome(Slim)).toEqual(whole);
      expect(asked).toHaveLength(3);
    },
  );

  it('was built for one attempt, and says so to who wants more', async () => {
    answer = { status: 503, body: '' };
    const client = new Slim('xoxb-test', { ...options(), retryConfig: { retries: 1 } });
    await expect(client.auth.test()).rejects.toThrow('built for one attempt');
  });
});
