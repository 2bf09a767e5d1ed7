/** Slack's own host: docs.slack.dev, "Handling user interaction". */
export const SLACK_RESPONSES = 'https://hooks.slack.com';

/** What Slack puts after the host: letters, digits and a few marks, in segments. No `..`, no `//`, no query. */
const PATH = /^(?:\/[A-Za-z0-9_-]{1,200}){1,8}$/;

/**
 * The path of a response_url, if it is one of the host that we expect, and nothing else. The path alone is kept: an
 * address that is stored and called later must not be able to name another host, port or user (SSRF).
 */
export function answerPathOf(url: string | undefined, base: string): string | undefined {
  if (url === undefined || !url.startsWith(`${base}/`)) return undefined;
  const path = url.slice(base.length);
  return PATH.test(path) ? path : undefined;
}

export type Respond = (path: string, message: Record<string, unknown>) => Promise<'sent' | 'used-up'>;

/**
 * Posts through a response_url. `used-up`: Slack takes no more for it (5 uses in 30 minutes), or did not in time. A
 * redirect is not followed.
 */
export function createRespond(deps: { base: string; timeoutMs: number }): Respond {
  return async (path, message) => {
    if (!PATH.test(path)) return 'used-up';
    const response = await post(`${deps.base}${path}`, message, deps.timeoutMs);
    return response?.ok ? 'sent' : 'used-up';
  };
}

async function post(url: string, message: Record<string, unknown>, timeoutMs: number): Promise<Response | undefined> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError'))
      return undefined;
    throw error;
  }
}
