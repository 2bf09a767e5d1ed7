import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import type { ImportSentence, PolicyImportSentence } from './change-sentence.ts';
import { isName, sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { notAProfile } from './read-phrase.ts';
import type { Misread, Sentence } from './sentence.ts';
import { type Cut, says, type Token } from './tokens.ts';

/** The sentences that name a file: without one each is a form. */
const FILE_SENTENCES = ['matrix import', 'policy import'] as const;
export type FileSentence = (typeof FILE_SENTENCES)[number];

export function isFileSentence(command: string | undefined): command is FileSentence {
  return FILE_SENTENCES.some((one) => one === command);
}

/** A file of Slack's, by its id. */
const FILE = /^F[A-Z0-9]{4,20}$/;

type FormSentence = Extract<Sentence, { is: 'form' }>;

/** Reads what follows `matrix import`: a file, the profile, and the reason. Without a file it is the form that asks for one. */
export function readImport(cut: Cut): Result<ImportSentence | FormSentence, Misread> {
  const parted = partTarget(cut.tokens);
  if (!parted.ok) return parted;
  const { rest, profile } = parted.value;
  const of = profile === undefined ? {} : { profile };
  const [named] = rest;
  if (!named) return ok(formOf('matrix import', of, cut.because));
  const read = readFile('matrix import', { tokens: rest, because: cut.because });
  return read.ok ? ok({ is: 'matrix-import', ...of, ...read.value }) : read;
}

/** Reads what follows `policy import`: a file and the reason; without a file it is the form. */
export function readPolicyImport(cut: Cut): Result<PolicyImportSentence | FormSentence, Misread> {
  if (cut.tokens.length === 0) return ok(formOf('policy import', {}, cut.because));
  const read = readFile('policy import', cut);
  return read.ok ? ok({ is: 'policy-import', ...read.value }) : read;
}

function readFile(
  sentence: FileSentence,
  { tokens, because }: { tokens: readonly Token[]; because?: string | undefined },
): Result<{ file: string; because: string }, Misread> {
  const builtin = builtinNamed(sentence);
  if (!builtin) throw new Error(`no built-in sentence is named "${sentence}"`);
  const [named, more] = tokens;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const file = named?.text.toUpperCase() ?? '';
  if (!FILE.test(file)) return notAFile(named?.text ?? '', builtin);
  const unsaid = checkReason(builtin, because);
  return unsaid ? not(unsaid, builtin) : ok({ file, because: because ?? '' });
}

function formOf(command: FileSentence, filled: { profile?: string }, because: string | undefined): FormSentence {
  const gap = { command, missing: ['file'], filled, ...(because && { because }) };
  return { is: 'form', gap };
}

/** What opens that form, with what is known. */
export function writeFileForm(
  command: FileSentence,
  { profile }: Record<string, string>,
  because: string | undefined,
): string {
  return `${command}${profile === undefined ? '' : ` to ${profile}`}${because === undefined ? '' : ` because "${because}"`}`;
}

type Target = { rest: readonly Token[]; profile?: string };

/** Takes `to jelastic`, or `in jelastic`, off the end. */
function partTarget(tokens: readonly Token[]): Result<Target, Misread> {
  const [before, last] = tokens.slice(-2);
  if (!last || !(says(before, 'to') || says(before, 'in'))) return ok({ rest: tokens });
  const profile = last.text.toLowerCase();
  return isName(profile) ? ok({ rest: tokens.slice(0, -2), profile }) : notAProfile(last.text);
}

function notAFile(text: string, { name, examples: [example = ''] }: Builtin): Result<never, Misread> {
  const allowed = `\`${name} because …\` opens a form for the file; in the shell it is the path of one`;
  return notUnderstood(`${sayBack(text)} is not the id of a file`, allowed, example);
}
