import type { CommandDefinition } from '../command.ts';
import type { Result } from '../result.ts';
import { BUILTINS } from './builtins.ts';
import { sayBack } from './letters.ts';
import { meant, notUnderstood } from './misread.ts';
import type { Reader, Reading } from './read-sentence.ts';
import type { Misread, Sentence } from './sentence.ts';
import { nearest } from './suggest.ts';
import type { Token } from './tokens.ts';
import { namesUnder, wordsOf } from './vocabulary.ts';
import { writeSentence } from './write-sentence.ts';

/** All that a sentence can begin with. */
export function verbs(commands: readonly CommandDefinition[]): string[] {
  return [...commands.map(({ name }) => name), ...BUILTINS.map(({ name }) => name)];
}

/** Looks for the verbs that may have been meant, and reads the sentence as each of them. */
export function misspelt(verb: string, reading: Reading, read: Reader): Result<Sentence, Misread> {
  const known = verbs(reading.vocabulary.commands);
  const near = nearNames(reading.cut.tokens, known);
  const readings = near.map((name) => {
    const tokens = [...named(name, reading.cut.tokens), ...reading.cut.tokens.slice(wordsOf(name).length)];
    return read({ ...reading, slipped: true, cut: { ...reading.cut, tokens } });
  });
  const sentences = readings.flatMap((one) => (one.ok ? [writeSentence(one.value)] : offered(one.error)));
  const [only] = readings;
  const question = `There is no ${sayBack(verb)}. Which one did you mean?`;
  return meant(question, sentences) ?? (only && !only.ok ? only : unknownVerb(verb, known));
}

/** Names as long as what was typed for them: `firewall alow` is compared with names of two words. */
function nearNames(tokens: readonly Token[], known: readonly string[]): string[] {
  const words = tokens.map(({ text }) => text.toLowerCase());
  const lengths = [...new Set(known.map((name) => wordsOf(name).length))].filter((length) => length <= words.length);
  const near = lengths.flatMap((length) =>
    nearest(
      words.slice(0, length).join(' '),
      known.filter((name) => wordsOf(name).length === length),
    ),
  );
  return [...new Set(near)];
}

/** The tokens of a name in the place of those that were typed. */
function named(name: string, typed: readonly Token[]): Token[] {
  return wordsOf(name).map((text, at) => ({ start: 0, end: 0, ...typed[at], is: 'word', text }));
}

function offered(misread: Misread): string[] {
  if (misread.is === 'suggestion') return [misread.sentence];
  return misread.is === 'choice' ? misread.sentences : [];
}

/**
 * The same next step for a sentence that stood behind another word: `plan restrat …`. What may not stand there
 * (`plan waht …`) is not offered; undefined when nothing is left.
 */
export function prefixed(word: string, misread: Misread, may: (sentence: string) => boolean): Misread | undefined {
  const sentences = offered(misread);
  if (sentences.length === 0) return misread;
  const left = sentences.filter(may).map((one) => `${word} ${one}`);
  const [only, other] = left;
  if (only === undefined) return undefined;
  return other === undefined || misread.is !== 'choice'
    ? { is: 'suggestion', sentence: only }
    : { ...misread, sentences: left };
}

export function unknownVerb(verb: string, known: readonly string[]): Result<never, Misread> {
  const under = namesUnder(verb, known);
  const why = under.length > 0 ? `${sayBack(verb)} alone does not say what` : `${sayBack(verb)} is not a command`;
  const allowed = (under.length > 0 ? under : known).map((name) => `\`${name}\``).join(', ');
  return notUnderstood(why, allowed, under[0] === undefined ? 'help' : `help ${under[0]}`);
}
