import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Call = { method: string; args: Record<string, unknown>; token: string | undefined };

/** What the stand-in answers: Slack's JSON, a bare status with headers, or nothing at all. */
export type Scripted =
  | { json: Record<string, unknown> }
  | { status: number; headers?: Record<string, string> }
  | 'hang'
  | 'cut';

/** A Web API that keeps what it was asked and answers as scripted, `ok` where nothing is. Loopback only. */
export async function startWebApi() {
  const calls: Call[] = [];
  const scripts: { method: string; answer: Scripted }[] = [];
  const server = createServer(async (request, response) => {
    const call = await callOf(request);
    calls.push(call);
    const at = scripts.findIndex((it) => it.method === call.method);
    const [scripted] = at < 0 ? [{ answer: { json: { ok: true } } }] : scripts.splice(at, 1);
    answer(response, scripted?.answer ?? 'hang');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    apiUrl: `${base}/api/`,
    calls,
    methods: () => calls.map(({ method }) => method),
    /** The next calls of a method get these answers, in turn. */
    script(method: string, ...answers: Scripted[]) {
      scripts.push(...answers.map((answer) => ({ method, answer })));
    },
    reset() {
      calls.length = 0;
      scripts.length = 0;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const json = request.headers['content-type']?.startsWith('application/json') ?? false;
  const method = (request.url ?? '').replace(/^\/(?:api\/)?/, '');
  return { method, args: json ? JSON.parse(body) : fields(body), token: request.headers.authorization };
}

function answer(response: ServerResponse, scripted: Scripted): void {
  if (scripted === 'hang') return;
  if (scripted === 'cut') response.destroy();
  else if ('status' in scripted) response.writeHead(scripted.status, scripted.headers).end('{}');
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(scripted.json));
}

/** The client sends what is no text as JSON. */
function fields(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  );
}
