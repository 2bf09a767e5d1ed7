import { Octokit } from '@octokit/rest';
import type { Token } from './token.ts';

/** GitHub's REST API with the token of this moment. */
export type Github = () => Promise<Octokit>;

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * One attempt with a time-out, and no sleeping on a rate limit: the wish is tried again later by whoever has it. The client's own
 * log would show addresses and payloads.
 */
export function createGithub(deps: { url: string; token: Token; timeoutMs: number }): Github {
  let held: { token: string; client: Octokit } | undefined;
  return async () => {
    const token = await deps.token();
    if (held?.token !== token) held = { token, client: clientOf(deps, token) };
    return held.client;
  };
}

function clientOf({ url, timeoutMs }: { url: string; timeoutMs: number }, token: string): Octokit {
  const client = new Octokit({ auth: token, baseUrl: url, userAgent: 'remit', log: SILENT });
  client.hook.before('request', (options) => {
    options.request = { ...options.request, signal: AbortSignal.timeout(timeoutMs) };
  });
  return client;
}
