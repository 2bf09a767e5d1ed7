import type { IncomingMessage, ServerResponse } from 'node:http';

const LARGEST_BODY = 25_000_000;

/** The whole body; undefined when it is larger than anything that Slack takes. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export type Reply = { status: number; body?: object | string | Buffer; headers?: Record<string, string> };

export function reply(response: ServerResponse, { status, body = '', headers = {} }: Reply): void {
  const plain = typeof body === 'string' || Buffer.isBuffer(body);
  const type = plain ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, {
    'Content-Type': type,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(plain ? body : JSON.stringify(body));
}
