/** What Slack makes of the bot's answer to a command or an interaction: neither is ever sent a second time. */
import type { Posted } from '../deliver/post.ts';
import { type Outcome, refused } from '../outcome.ts';

/** The answer's body, JSON or text; refused with `operation_timeout` or `dispatch_failed`. */
export function answered(posted: Posted): Outcome<{ body: unknown }> {
  if (posted.kind === 'timeout') return refused('operation_timeout');
  if (posted.kind === 'failed') return refused('dispatch_failed');
  if (posted.status !== 200) return refused('dispatch_failed', [`The app answered with status ${posted.status}.`]);
  return { ok: true, body: bodyOf(posted.body) };
}

function bodyOf(text: string): unknown {
  if (text.trim() === '') return undefined;
  if (!text.trim().startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
