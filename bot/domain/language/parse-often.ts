import { ok, type Result } from '../result.ts';
import { characterName, foreignCharacter, NAME_ALLOWED, sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { normalise, REASON_LIMIT, TEXT_LIMIT } from './normalise.ts';
import { readSentence, Seldom } from './read-sentence.ts';
import type { Misread, Sentence, Vocabulary } from './sentence.ts';
import { cut } from './tokens.ts';

/** Sentences whose quoted words are for people, in any letters: the title of an incident, what somebody notes. */
const FREE: readonly string[] = ['incident', 'note', 'correct', 'timeline', 'report', 'action', 'update', 'vendor'];

/** As `parse`, of the sentences whose readers are at hand; undefined where it takes `parse` to read it. */
export function parseOften(typed: string, vocabulary: Vocabulary): Result<Sentence, Misread> | undefined {
  try {
    return readTyped(typed, vocabulary);
  } catch (error) {
    if (error instanceof Seldom) return undefined;
    throw error;
  }
}

/** Reads with the readers of the vocabulary. Throws `Seldom` where they are not enough. */
export function readTyped(typed: string, vocabulary: Vocabulary): Result<Sentence, Misread> {
  if (typed.length > TEXT_LIMIT) return tooLong('The text', typed.length, TEXT_LIMIT);
  const text = normalise(typed);
  if (text === '') return ok({ is: 'form' });
  const pieces = cut(text);
  const reason = pieces.because?.length ?? 0;
  if (reason > REASON_LIMIT) return tooLong('The reason', reason, REASON_LIMIT);
  const [first, ...rest] = pieces.tokens;
  const free = FREE.includes(first?.text.toLowerCase() ?? '');
  for (const token of free ? rest.filter(({ is }) => is !== 'quoted') : pieces.tokens) {
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
