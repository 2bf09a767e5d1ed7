import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import type { ImportSentence } from './change-sentence.ts';
import { isName, sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { notAProfile } from './read-phrase.ts';
import type { Misread, Sentence } from './sentence.ts';
import { type Cut, says, type Token } from './tokens.ts';

/** The sentence that names a file: without one it is a form. */
export const FILE_SENTENCE = 'matrix import';

/** A file of Slack's, by its id. */
const FILE = /^F[A-Z0-9]{4,20}$/;

type FormSentence = Extract<Sentence, { is: 'form' }>;

/** Reads what follows `matrix import`: a file, the profile, and the reason. Without a file it is the form that asks for one. */
export function readImport(cut: Cut): Result<ImportSentence | FormSentence, Misread> {
  const builtin = builtinNamed(FILE_SENTENCE);
  if (!builtin) throw new Error(`no built-in sentence is named "${FILE_SENTENCE}"`);
  const parted = partTarget(cut.tokens);
  if (!parted.ok) return parted;
  const { rest, profile } = parted.value;
  const of = profile === undefined ? {} : { profile };
  const [named, more] = rest;
  if (!named) return ok(formOf(of, cut.because));
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const file = named.text.toUpperCase();
  if (!FILE.test(file)) return notAFile(named.text, builtin);
  const unsaid = checkReason(builtin, cut.because);
  return unsaid ? not(unsaid, builtin) : ok({ is: 'matrix-import', file, ...of, because: cut.because ?? '' });
}

function formOf(filled: { profile?: string }, because: string | undefined): FormSentence {
  const gap = { command: FILE_SENTENCE, missing: ['file'], filled, ...(because && { because }) };
  return { is: 'form', gap };
}

/** What opens that form, with what is known. */
export function writeFileForm({ profile }: Record<string, string>, because: string | undefined): string {
  return `${FILE_SENTENCE}${profile === undefined ? '' : ` to ${profile}`}${because === undefined ? '' : ` because "${because}"`}`;
}

type Target = { rest: readonly Token[]; profile?: string };

/** Takes `to jelastic`, or `in jelastic`, off the end. */
function partTarget(tokens: readonly Token[]): Result<Target, Misread> {
  const [before, last] = tokens.slice(-2);
  if (!last || !(says(before, 'to') || says(before, 'in'))) return ok({ rest: tokens });
  const profile = last.text.toLowerCase();
  return isName(profile) ? ok({ rest: tokens.slice(0, -2), profile }) : notAProfile(last.text);
}

function notAFile(text: string, { examples: [example = ''] }: Builtin): Result<never, Misread> {
  const allowed = '`matrix import because …` opens a form for the file; in the shell it is the path of one';
  return notUnderstood(`${sayBack(text)} is not the id of a file`, allowed, example);
}
