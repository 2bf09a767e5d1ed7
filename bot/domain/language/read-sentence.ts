import { ok, type Result } from '../result.ts';
import { isOfChange, isOfCost, isOfRequest, isOfSchedule } from './of-what.ts';
import { type ActName, isAct, readAct } from './read-act.ts';
import { readCommand } from './read-command.ts';
import type { Misread, Sentence, Vocabulary } from './sentence.ts';
import { isStopOfAll } from './stop-words.ts';
import type { Cut } from './tokens.ts';
import { commandBegun } from './vocabulary.ts';

/** What is left to read, and whether it was corrected on the way, so that it may be suggested but not taken. */
export type Reading = { cut: Cut; text: string; slipped: boolean; vocabulary: Vocabulary };

/** Reads a whole sentence: given, since a corrected one is read again. */
export type Reader = (reading: Reading) => Result<Sentence, Misread>;

/** The readers of all that is neither a whole command nor an act on a run. */
export type SeldomReaders = {
  /** Of a sentence that begins with anything else, or with a slip of the thumb. */
  other: Reader;
  /** Of other sentences by their first word, and of forms by the word after `form`. */
  sentences: Record<string, Reader>;
  forms: Record<string, Reader>;
  /** What an act is called that may be about a change (`show C-…`) or a request (`show E-…`), too. A change is confirmed: `approve` suggests that. */
  ofChange: Record<'show' | 'deny' | 'approve', Reader>;
  ofRequest: Record<'show', Reader>;
  /** `approve cost E-…`, `deny cost E-…`. */
  ofCost: Record<'approve' | 'deny', Reader>;
  ofSchedule: Record<'show' | 'resume', Reader>;
  /** An act with a slip in it, as it was meant. */
  suggest: (sentence: Sentence) => Result<never, Misread>;
};

/** Thrown where a sentence needs readers that are not at hand: `parseOften` turns it into its answer. */
export class Seldom extends Error {}

export function seldomReaders({ vocabulary: { seldom } }: Reading): SeldomReaders {
  if (!seldom) throw new Seldom('the readers of seldom sentences are not at hand');
  return seldom;
}

/** Reads tokens as the sentence that their first word begins. */
export function readSentence(reading: Reading): Result<Sentence, Misread> {
  const { tokens } = reading.cut;
  const verb = tokens[0]?.text.toLowerCase() ?? '';
  const definition = isStopOfAll(tokens) ? undefined : commandBegun(tokens, reading.vocabulary.commands);
  if (definition) {
    const command = readCommand({ ...asked(reading), definition });
    return command.ok ? ok({ is: 'command', ...command.value }) : command;
  }
  return isAct(verb) ? readActOrSuggest(verb, reading) : seldomReaders(reading).other(reading);
}

function readActOrSuggest(verb: ActName, reading: Reading): Result<Sentence, Misread> {
  const cut = { ...reading.cut, tokens: reading.cut.tokens.slice(1) };
  const after = { ...reading, cut };
  const mayBeOfChange = verb === 'show' || verb === 'deny' || verb === 'approve';
  if (mayBeOfChange && isOfChange(cut)) return seldomReaders(reading).ofChange[verb](after);
  if ((verb === 'approve' || verb === 'deny') && isOfCost(cut)) return seldomReaders(reading).ofCost[verb](after);
  if (verb === 'show' && isOfRequest(cut)) return seldomReaders(reading).ofRequest[verb](after);
  if (verb === 'show' && isOfSchedule(cut)) return seldomReaders(reading).ofSchedule[verb](after);
  const act = readAct(verb, reading.cut);
  if (!act.ok) return act;
  const { sentence, slipped } = act.value;
  return slipped ? seldomReaders(reading).suggest(sentence) : ok(sentence);
}

/** What `readCommand` wants to know of a sentence. */
export function asked({ cut: pieces, text, slipped, vocabulary }: Reading) {
  const { commands: definitions, targets } = vocabulary;
  return { cut: pieces, text, slipped, definitions, ...(targets && { targets }) };
}
