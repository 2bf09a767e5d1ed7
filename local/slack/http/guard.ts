/** Keeps other web pages out: a name that resolves here, or a page from elsewhere, may not use the workspace. */
import type { IncomingMessage } from 'node:http';

export function isOwn(request: IncomingMessage, port: number): boolean {
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`];
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host)) return false;
  return origin === undefined || hosts.some((it) => origin === `http://${it}`);
}
