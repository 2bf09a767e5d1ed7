import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export type Posted = { status: number; text: string };
export type Timeouts = { connectionTimeout?: number; requestTimeout?: number };

const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

/** The connection failed or took too long: nobody knows whether the request was carried out. Named as the SDK names it. */
export function timeoutError(what: string): Error {
  return Object.assign(new Error(what), { name: 'TimeoutError' });
}

/** Posts once, over a connection that is kept. Rejects with the connection's error, `TimeoutError` or `AbortError`. */
export function post(
  url: URL,
  headers: Record<string, string>,
  body: string,
  limits: Timeouts & { signal?: AbortSignal | undefined },
): Promise<Posted> {
  const secure = url.protocol === 'https:';
  const { connectionTimeout = 1_000, requestTimeout = 1_000, signal } = limits;
  return new Promise((resolve, reject) => {
    const request = (secure ? httpsRequest : httpRequest)({
      hostname: url.hostname,
      port: url.port,
      method: 'POST',
      path: '/',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: secure ? agents.https : agents.http,
      ...(signal && { signal }),
    });
    const slow = setTimeout(() => request.destroy(timeoutError(`no answer in ${requestTimeout} ms`)), requestTimeout);
    request.once('socket', (socket) => {
      if (!socket.connecting) return;
      const unreachable = setTimeout(
        () => request.destroy(timeoutError(`no connection in ${connectionTimeout} ms`)),
        connectionTimeout,
      );
      socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(unreachable));
      request.once('close', () => clearTimeout(unreachable));
    });
    request.once('error', reject);
    request.once('close', () => clearTimeout(slow));
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('aborted', () =>
        reject(Object.assign(new Error('the answer was cut off'), { code: 'ECONNRESET' })),
      );
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.end(body);
  });
}
