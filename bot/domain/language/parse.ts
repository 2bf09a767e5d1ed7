import type { Result } from '../result.ts';
import { readTyped } from './parse-often.ts';
import { SELDOM } from './seldom-sentences.ts';
import type { Misread, Sentence, Vocabulary } from './sentence.ts';

/**
 * Reads a sentence as it was typed: mentions, curly quotes, long dashes, any letter case.
 *
 * Never guesses: what is not exactly a sentence comes back as a `Misread`, which is always the next step. Pure, and
 * never throws on any text.
 */
export function parse(typed: string, vocabulary: Vocabulary): Result<Sentence, Misread> {
  return readTyped(typed, { ...vocabulary, seldom: SELDOM });
}
