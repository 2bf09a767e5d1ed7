import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import type { PolicyImportSentence, PolicySentence } from './change-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import type { PolicyQuestion } from './question.ts';
import { checkReason, not } from './read-act.ts';
import { readPolicyImport } from './read-import.ts';
import type { Reading } from './read-sentence.ts';
import { readSetPolicy } from './read-set-policy.ts';
import { CHANGE_ALLOWED, readChangeId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { nearest } from './suggest.ts';
import { says } from './tokens.ts';
import { writeQuestion } from './write-question.ts';

/** Reads a command that stands behind other words: given, since a command's reader knows the whole language. */
export type ReadCommand = (
  word: string,
  reading: Reading,
) => Result<{ command: Extract<PolicyQuestion, { show: 'test' }>['command']; sentence: string }, Misread>;

const WORDS = ['show', 'history', 'export', 'test', 'set', 'import'];

type Read = PolicyQuestion | PolicySentence | PolicyImportSentence | Extract<Sentence, { is: 'form' }>;

/** Reads what follows `policy`: nothing or `show`, `history`, `export`, `test` and a command, `set` and a rule, `import` and a file. */
export function readPolicy(reading: Reading, readCommand: ReadCommand): Result<Read, Misread> {
  const builtin = builtinNamed('policy');
  if (!builtin) throw new Error('no built-in sentence is named "policy"');
  const { tokens, because } = reading.cut;
  const [first, ...rest] = tokens;
  const after = { ...reading, cut: { ...reading.cut, tokens: rest } };
  if (says(first, 'set')) return readSetPolicy(after.cut);
  if (says(first, 'import')) return readPolicyImport(after.cut);
  if (says(first, 'test')) return readTest(after, readCommand);
  const unsaid = checkReason(builtin, because);
  if (unsaid) return not(unsaid, builtin);
  const word = first?.text.toLowerCase() ?? 'show';
  if (word !== 'show' && word !== 'history' && word !== 'export') return notAWord(word, builtin);
  const [more] = rest;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  return ok({ is: 'policy', show: word === 'show' ? 'now' : word });
}

function notAWord(word: string, builtin: Builtin): Result<never, Misread> {
  const [near] = nearest(word, WORDS);
  if (near === 'history' || near === 'export') return suggestion(writeQuestion({ is: 'policy', show: near }));
  if (near === 'show') return suggestion(writeQuestion({ is: 'policy', show: 'now' }));
  const allowed = WORDS.map((one) => `\`${one}\``).join(', ');
  return notUnderstood(`\`policy\` knows no ${sayBack(word)}`, allowed, builtin.examples[0] ?? '');
}

/** `test [in C-4KQ7M] restart nginx on host-7`. */
function readTest(reading: Reading, readCommand: ReadCommand): Result<PolicyQuestion, Misread> {
  const { tokens } = reading.cut;
  if (!says(tokens[0], 'in')) return read(reading, readCommand, {});
  const change = readChangeId(tokens[1]?.text ?? '');
  if (change === undefined) {
    const example = 'policy test in C-4KQ7M restart nginx on host-7';
    return notUnderstood(`${sayBack(tokens[1]?.text ?? '')} is not the id of a change`, CHANGE_ALLOWED, example);
  }
  return read({ ...reading, cut: { ...reading.cut, tokens: tokens.slice(2) } }, readCommand, { change });
}

function read(reading: Reading, readCommand: ReadCommand, of: { change?: string }): Result<PolicyQuestion, Misread> {
  const prefix = of.change === undefined ? 'policy test' : `policy test in C-${of.change}`;
  const command = readCommand(prefix, reading);
  return command.ok ? ok({ is: 'policy', show: 'test', ...of, ...command.value }) : command;
}
