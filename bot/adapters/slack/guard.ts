import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { bytesOf, type HttpEvent, jsonOf, type Payload } from './body.ts';
import { isSigned, readStamp, type Stamp } from './signature.ts';

/** What the lambda answers to API Gateway. */
export type HttpAnswer = { statusCode: number; body: string; headers?: Record<string, string> };

/** What Bolt gets: plain text that was verified, with no more headers than it reads. */
export type VerifiedEvent = { headers: Record<string, string>; body: string; isBase64Encoded: false; rawPath: string };

/** `signing` lists the secrets that may have signed, the current one first. */
export type Signing = {
  secrets(): Promise<readonly string[]>;
  /** Reads them again, for the first requests after a rotation. Limits itself, since anybody can provoke it. */
  secretsAgain(): Promise<readonly string[]>;
};

export type Guarded = { is: 'passed'; event: VerifiedEvent } | { is: 'answered'; answer: HttpAnswer };
export type Guard = (event: HttpEvent) => Promise<Guarded>;

/**
 * Stands in front of Bolt, which parses a body before it verifies it, throws on junk and accepts future times. Whatever
 * comes in, this answers: 413 over the size, 401 unless Slack signed these bytes now for this app, 400 when what it signed
 * is not what it sends. No body is ever logged. Throws only when the secrets cannot be read.
 */
export function createGuard(deps: { signing: Signing; appId: string; now: Clock; log: Log }): Guard {
  const refuse = (statusCode: number, reason: string): Guarded => {
    deps.log('warn', 'request refused', { reason, statusCode });
    return { is: 'answered', answer: { statusCode, body: '' } };
  };
  return async (event) => {
    const bytes = bytesOf(event);
    if (!bytes) return refuse(413, 'too-large');
    const stamp = readStamp(stampHeaders(event), deps.now());
    if (!stamp) return refuse(401, 'no-stamp');
    if (!(await isOurs(deps.signing, bytes, stamp))) return refuse(401, 'not-signed');
    const payload = jsonOf(bytes, event.headers['content-type']);
    if (!payload) return refuse(400, 'malformed');
    if (payload.value.ssl_check !== undefined) return { is: 'answered', answer: { statusCode: 200, body: '' } };
    if (!isForApp(payload, deps.appId)) return refuse(401, 'other-app');
    return { is: 'passed', event: forBolt(event, payload) };
  };
}

function stampHeaders({ headers }: HttpEvent): { signature?: string; timestamp?: string } {
  const { 'x-slack-signature': signature = '', 'x-slack-request-timestamp': timestamp = '' } = headers;
  return { signature, timestamp };
}

async function isOurs(signing: Signing, bytes: Uint8Array, stamp: Stamp): Promise<boolean> {
  const secrets = await signing.secrets();
  if (isSigned(bytes, stamp, secrets)) return true;
  const again = await signing.secretsAgain();
  return again !== secrets && isSigned(bytes, stamp, again);
}

/** The handshake of the Events API alone carries no app id; all it gets back is its own challenge. */
function isForApp({ value }: Payload, appId: string): boolean {
  return value.api_app_id === appId || (value.type === 'url_verification' && value.event === undefined);
}

/** Retries are passed on, never dropped: the first try may have died before it wrote anything. */
function forBolt({ headers, rawPath = '/' }: HttpEvent, { json }: Payload): VerifiedEvent {
  const kept: Record<string, string> = { 'content-type': 'application/json' };
  for (const name of ['x-slack-retry-num', 'x-slack-retry-reason']) {
    const value = headers[name];
    if (value !== undefined) kept[name] = value;
  }
  return { headers: kept, body: json, isBase64Encoded: false, rawPath };
}
