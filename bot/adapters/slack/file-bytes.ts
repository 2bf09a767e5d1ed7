import { ChatBusy } from '../../ports/chat.ts';
import { fault } from './asked.ts';

const PAUSE = 2_000;

/** `base` is the only host that bytes are exchanged with; a redirect is not followed. */
export type FileHost = { base: string; timeoutMs: number; token(): Promise<string> };

/** Hands over the bytes that Slack gave an address for. The address is the permission: no token goes along. */
export async function sendBytes(host: FileHost, address: string, bytes: Uint8Array): Promise<void> {
  const body = new Uint8Array(bytes);
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await exchange(host, address, { method: 'POST', headers, body });
  await answer.body?.cancel();
  if (!answer.ok) throw refusedBy('the upload', answer.status);
}

/** The bytes at an address, as long as they are at most `most`: what is longer is left unread. */
export async function fetchBytes(
  host: FileHost,
  address: string,
  most: number,
): Promise<{ is: 'read'; bytes: Uint8Array } | { is: 'gone' } | { is: 'too-large'; size: number }> {
  const answer = await exchange(host, address, { headers: { authorization: `Bearer ${await host.token()}` } });
  if (answer.status === 404 || answer.status === 410) return { is: 'gone' };
  if (!answer.ok || !answer.body) throw refusedBy('the download', answer.status);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > most) return { is: 'too-large', size };
    chunks.push(chunk);
  }
  return { is: 'read', bytes: new Uint8Array(Buffer.concat(chunks)) };
}

/** A token must go to Slack's host alone, whatever an answer says (SSRF). */
async function exchange({ base, timeoutMs }: FileHost, address: string, init: RequestInit): Promise<Response> {
  if (!URL.canParse(address) || new URL(address).origin !== base) throw new Error('a file of Slack is at another host');
  try {
    return await fetch(address, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    if (isPassing(error)) throw new ChatBusy(PAUSE, { cause: error });
    throw error;
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
}

/** A redirect leads to Slack's page for signing in: the token may not read files. */
function refusedBy(what: string, status: number): Error {
  if (status >= 500 || status === 408 || status === 429) return new ChatBusy(PAUSE);
  return fault(what, `status ${status}`);
}
