import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import dynalite from 'dynalite';
import { closeIterators } from './iterators.ts';

export type Call = { method: string; url: string; headers: IncomingMessage['headers']; body: Buffer };
export type Answer = { status: number; headers: Record<string, string | number>; body: string };

/** `ask` speaks DynamoDB's protocol as an HTTP client would; `run` is one operation of it, for the stand-in's own use. */
export type Engine = {
  ask(call: Call): Promise<Answer>;
  run(operation: string, input: unknown): Promise<{ status: number; output: Record<string, unknown> }>;
  close(): Promise<void>;
};

/**
 * dynalite, on disk, called in process: with a port of its own there would be a second way to the data, without records
 * and without a check of the host.
 */
export function openEngine(path: string): Engine {
  closeIterators();
  mkdirSync(path, { recursive: true });
  const server = dynalite({ path, createTableMs: 0 });
  const [handle] = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  if (!handle) throw new Error('dynalite has no request listener');
  const open = new Set<Promise<unknown>>();

  let closing = false;

  async function ask(call: Call): Promise<Answer> {
    // A call that finds the database closed is thrown by dynalite where nobody can catch it.
    if (closing) throw new Error('the store is closed');
    const answered = exchange(handle as NonNullable<typeof handle>, call);
    open.add(answered);
    return answered.finally(() => open.delete(answered));
  }

  return {
    ask,
    async run(operation, input) {
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-date': 'now', ...signed(operation) };
      const { status, body } = await ask({
        method: 'POST',
        url: '/',
        headers,
        body: Buffer.from(JSON.stringify(input)),
      });
      return { status, output: JSON.parse(body) as Record<string, unknown> };
    },
    async close() {
      closing = true;
      await Promise.allSettled(open);
      // dynalite closes its database only after a server that listens.
      server.removeAllListeners('request');
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** dynalite looks for the parts of a signature, not at the signature. */
function signed(operation: string): Record<string, string> {
  return {
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
  };
}

function exchange(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  { method, url, headers, body }: Call,
): Promise<Answer> {
  return new Promise((resolve) => {
    const request = Object.assign(new EventEmitter(), { method, url, headers });
    const answer: Answer = { status: 200, headers: {}, body: '' };
    const response = {
      set statusCode(status: number) {
        answer.status = status;
      },
      setHeader(name: string, value: string | number) {
        answer.headers[name.toLowerCase()] = value;
      },
      end(text = '') {
        resolve({ ...answer, body: text });
      },
    };
    handle(request as unknown as IncomingMessage, response as unknown as ServerResponse);
    if (body.length > 0) request.emit('data', body);
    request.emit('end');
  });
}
