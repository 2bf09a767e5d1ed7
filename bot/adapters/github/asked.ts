import { RequestError } from '@octokit/request-error';
import { SECOND } from '../../domain/instant.ts';
import type { Clock } from '../../ports/clock.ts';
import { TrackerBusy } from '../../ports/tracker.ts';

/** Down, or slower than we wait: GitHub says nothing of how long. */
const DOWN = 30_000;
/** A limit without a time: GitHub's advice is a minute at least (docs.github.com/rest/using-the-rest-api/best-practices). */
const LIMITED = 60_000;
/** No right, no repository, issues switched off, a rule of the branch: until somebody has seen to it. */
const NO_RIGHT = 600_000;
/** A limit of GitHub's is over within the hour. */
const MOST = 3_600_000;

/**
 * What GitHub answers; throws `TrackerBusy` where it may answer otherwise later, and goes on with what `expected` says of a status
 * that the caller knows what to do with.
 */
export async function asked<T, E = never>(
  call: Promise<{ data: T }>,
  { now, expected }: { now: Clock; expected?: (status: number, message: string) => E | undefined },
): Promise<T | E> {
  try {
    return (await call).data;
  } catch (error) {
    if (!(error instanceof RequestError)) throw isTimeout(error) ? new TrackerBusy(DOWN, 'timeout') : error;
    const known = expected?.(error.status, error.message);
    if (known !== undefined) return known;
    throw busyOf(error, now()) ?? error;
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function busyOf(error: RequestError, now: number): TrackerBusy | undefined {
  const { status } = error;
  if (status >= 500) return new TrackerBusy(DOWN, `${status}`);
  if (status === 429 || (status === 403 && isLimit(error)))
    return new TrackerBusy(waitOf(error, now), `${status}-limit`);
  return [401, 403, 404, 409, 410, 451].includes(status) ? new TrackerBusy(NO_RIGHT, `${status}`) : undefined;
}

/** GitHub answers its limits with 403 too: then it says when to come back, or that they are used up, or that it is one. */
function isLimit({ response, message }: RequestError): boolean {
  const { 'retry-after': after, 'x-ratelimit-remaining': remaining } = response?.headers ?? {};
  return after !== undefined || remaining === '0' || /rate limit/i.test(message);
}

function waitOf({ response }: RequestError, now: number): number {
  const {
    'retry-after': after,
    'x-ratelimit-remaining': remaining,
    'x-ratelimit-reset': reset,
  } = response?.headers ?? {};
  const seconds = Number(after);
  if (after !== undefined && Number.isFinite(seconds)) return within(seconds * SECOND);
  if (remaining === '0' && reset !== undefined) return within(Number(reset) * SECOND - now);
  return LIMITED;
}

function within(wait: number): number {
  return Number.isFinite(wait) ? Math.min(MOST, Math.max(SECOND, wait)) : LIMITED;
}
