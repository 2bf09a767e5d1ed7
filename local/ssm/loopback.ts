import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request's body is at most this long; SSM's documents are 64 KB. */
const BODY_LIMIT = 1024 * 1024;

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void | Promise<void>;

/**
 * Serves an AWS stand-in on this machine's loopback, to programs that sign as the SDK does.
 *
 * A page in a browser can reach the loopback too: it sends an Origin, or another Host by DNS rebinding, and cannot sign.
 * All three are refused before the body is looked at.
 */
export async function serveLoopback(answer: Answer, port = 0): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    if (!isFromClient(request)) return response.writeHead(403).end();
    try {
      const body = await bodyOf(request);
      if (body === undefined) response.writeHead(413).end();
      else await answer(request, response, body);
    } catch (fault) {
      process.emitWarning(fault instanceof Error ? fault : String(fault)); // a client that left, or a fault of the stand-in
      if (!response.headersSent) response.writeHead(500).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${taken}`, close: () => close(server) };
}

function isFromClient({ headers }: IncomingMessage): boolean {
  const host = (headers.host ?? '').replace(/:[0-9]+$/, '');
  const signed = (headers.authorization ?? '').startsWith('AWS4-HMAC-SHA256 ');
  return ['127.0.0.1', 'localhost'].includes(host) && headers.origin === undefined && signed;
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
