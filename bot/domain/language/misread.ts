import type { Result } from '../result.ts';
import { err } from '../result.ts';
import type { Misread } from './sentence.ts';

export type NotUnderstood = Extract<Misread, { is: 'not-understood' }>;

/** Says no to a sentence with the three things that help: why, what may stand there, and one that works. */
export function notUnderstood(why: string, allowed: string, example: string): { ok: false; error: NotUnderstood } {
  return err({ is: 'not-understood', why, allowed, example });
}

export function suggestion(sentence: string): { ok: false; error: Misread } {
  return err({ is: 'suggestion', sentence });
}

/** One sentence that may have been meant is a suggestion, some are a choice of at most four; none is undefined. */
export function meant(question: string, sentences: readonly string[]): Result<never, Misread> | undefined {
  const different = [...new Set(sentences)];
  const [only] = different;
  if (only === undefined) return;
  return different.length === 1 ? suggestion(only) : err({ is: 'choice', question, sentences: different.slice(0, 4) });
}
