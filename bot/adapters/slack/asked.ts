import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { err, ok, type Result } from '../../domain/result.ts';
import { ChatBusy } from '../../ports/chat.ts';

/** After a failure that says nothing about when to come back. */
const PAUSE = 2_000;

/** Slack's codes for "not now": https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const NOT_NOW = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/**
 * One call of the Web API: its result, or the code with which Slack refused for good. Throws `ChatBusy` when the same
 * call may succeed later: rate limit, time-out, connection, 5xx.
 */
export async function asked<T>(call: Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await call);
  } catch (error) {
    const pause = pauseOf(error);
    if (pause !== undefined) throw new ChatBusy(pause, { cause: error });
    if (error instanceof WebAPIPlatformError) return err(error.data.error);
    throw error;
  }
}

function pauseOf(error: unknown): number | undefined {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter * 1_000;
  if (error instanceof WebAPIHTTPError) return isPassing(error.statusCode) ? PAUSE : undefined;
  if (error instanceof WebAPIPlatformError) return NOT_NOW.has(error.data.error) ? PAUSE : undefined;
  return error instanceof WebAPIRequestError || isTimelessLimit(error) ? PAUSE : undefined;
}

/** The client has no type of its own for a 429 that does not say when to come back. */
function isTimelessLimit(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Retry header did not contain a valid timeout');
}

function isPassing(status: number): boolean {
  return status >= 500 || status === 408;
}

/** A refusal that no later attempt and no other place would change: a wrong token, a missing scope, a bug of ours. */
export function fault(method: string, code: string): Error {
  return new Error(`Slack refuses ${method}: ${code}`);
}
