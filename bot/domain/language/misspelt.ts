import type { Result } from '../result.ts';
import { sayBack } from './letters.ts';
import { meant, notUnderstood } from './misread.ts';
import type { Misread, Sentence, Vocabulary } from './sentence.ts';
import { nearest } from './suggest.ts';
import type { Cut } from './tokens.ts';
import { verbs } from './vocabulary.ts';
import { writeSentence } from './write-sentence.ts';

/** What is left to read, and whether it was corrected on the way, so that it may be suggested but not taken. */
export type Reading = { cut: Cut; text: string; slipped: boolean; vocabulary: Vocabulary };

/** Reads a whole sentence: given, since a corrected one is read again. */
export type Reader = (reading: Reading) => Result<Sentence, Misread>;

/** Looks for the verbs that may have been meant, and reads the sentence as each of them. */
export function misspelt(verb: string, reading: Reading, read: Reader): Result<Sentence, Misread> {
  const known = verbs(reading.vocabulary.commands);
  const [first, ...rest] = reading.cut.tokens;
  const near = first ? nearest(verb, known) : [];
  const readings = near.map((name) => {
    const tokens = [{ start: 0, end: 0, ...first, is: 'word' as const, text: name }, ...rest];
    return read({ ...reading, slipped: true, cut: { ...reading.cut, tokens } });
  });
  const sentences = readings.flatMap((one) => (one.ok ? [writeSentence(one.value)] : offered(one.error)));
  const [only] = readings;
  const question = `There is no ${sayBack(verb)}. Which one did you mean?`;
  return meant(question, sentences) ?? (only && !only.ok ? only : unknownVerb(verb, known));
}

function offered(misread: Misread): string[] {
  if (misread.is === 'suggestion') return [misread.sentence];
  return misread.is === 'choice' ? misread.sentences : [];
}

/**
 * The same next step for a sentence that stood behind another word: `plan restrat …`. What may not stand there
 * (`plan waht …`) is not offered; undefined when nothing is left.
 */
export function prefixed(word: string, misread: Misread, may: (verb: string) => boolean): Misread | undefined {
  const sentences = offered(misread);
  if (sentences.length === 0) return misread;
  const left = sentences.filter((sentence) => may(sentence.split(' ', 1).join())).map((one) => `${word} ${one}`);
  const [only, other] = left;
  if (only === undefined) return undefined;
  return other === undefined || misread.is !== 'choice'
    ? { is: 'suggestion', sentence: only }
    : { ...misread, sentences: left };
}

export function unknownVerb(verb: string, known: readonly string[]): Result<never, Misread> {
  return notUnderstood(`${sayBack(verb)} is not a command`, known.map((name) => `\`${name}\``).join(', '), 'help');
}
