import { WebClient } from '@slack/web-api';
import type { Log } from '../../ports/log.ts';
import { quietLogger } from './quiet-logger.ts';

/** Slack's Web API with the bot's token of this moment: tokens are rotated while the process lives. */
export type Web = () => Promise<WebClient>;

/**
 * One attempt, a time-out, and no sleeping on a rate limit: the effect is tried again later by whoever owns it. The
 * client's own defaults retry for half an hour without a time-out.
 */
export const webOptions = (deps: { apiUrl: string; timeoutMs: number; log: Log }) => ({
  slackApiUrl: deps.apiUrl,
  timeout: deps.timeoutMs,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  allowAbsoluteUrls: true,
  logger: quietLogger(deps.log),
});

export function createWeb(deps: { token: () => Promise<string>; apiUrl: string; timeoutMs: number; log: Log }): Web {
  let held: { token: string; client: WebClient } | undefined;
  return async () => {
    const token = await deps.token();
    if (held?.token !== token) held = { token, client: new WebClient(token, webOptions(deps)) };
    return held.client;
  };
}
