import { ok, type Result } from '../result.ts';
import { characterName, foreignCharacter, NAME_ALLOWED, sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { normalise, TEXT_LIMIT } from './normalise.ts';
import { readSentence } from './read-sentence.ts';
import type { Misread, Sentence, Vocabulary } from './sentence.ts';
import { cut } from './tokens.ts';

/** Longest reason: it stands on cards, on the ledger and in SSM's comment-sized places. */
export const REASON_LIMIT = 300;

/**
 * Reads a sentence as it was typed: mentions, curly quotes, long dashes, any letter case.
 *
 * Never guesses: what is not exactly a sentence comes back as a `Misread`, which is always the next step. Pure, and
 * never throws on any text.
 */
export function parse(typed: string, vocabulary: Vocabulary): Result<Sentence, Misread> {
  if (typed.length > TEXT_LIMIT) return tooLong('The text', typed.length, TEXT_LIMIT);
  const text = normalise(typed);
  if (text === '') return ok({ is: 'form' });
  const pieces = cut(text);
  const reason = pieces.because?.length ?? 0;
  if (reason > REASON_LIMIT) return tooLong('The reason', reason, REASON_LIMIT);
  for (const token of pieces.tokens) {
    const foreign = foreignCharacter(token.text);
    if (foreign) return notALetter(foreign, token.text);
  }
  return readSentence({ cut: pieces, text, slipped: false, vocabulary });
}

function notALetter(character: string, word: string): Result<never, Misread> {
  const why = `${characterName(character)} in ${sayBack(word)} is not a letter of commands and names`;
  return notUnderstood(why, `names: ${NAME_ALLOWED}; anything after \`because\``, 'restart nginx on host-7');
}

function tooLong(what: string, length: number, limit: number): Result<never, Misread> {
  const count = length.toLocaleString('en');
  return notUnderstood(
    `${what} has ${count} characters`,
    `at most ${limit.toLocaleString('en')}`,
    'restart nginx on host-7',
  );
}
