import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type OutputQuestion, writeInquirySentence } from './inquiry-sentence.ts';
import { isName, NAME_ALLOWED, sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { not } from './read-act.ts';
import { RUN_ALLOWED, readRunId } from './run-id.ts';
import type { Misread } from './sentence.ts';
import { nearest } from './suggest.ts';
import { type Cut, says, type Token } from './tokens.ts';

/** What is looked for is a piece of a line. */
const GREP_LIMIT = 200;

const EXAMPLE = 'output R-8C2MX host-7 grep "connection refused"';

/** Reads what follows `output`: the run, its host, `grep` and plain text to look for, `as file`. */
export function readOutput({ cut }: { cut: Cut }): Result<OutputQuestion, Misread> {
  const builtin = named();
  if (cut.because !== undefined) return not('`output` takes no reason', builtin);
  const [first, ...rest] = cut.tokens;
  if (!first) return not('`output` does not say of which run', builtin);
  const run = readRunId(first.text);
  if (run === undefined) return notUnderstood(`${sayBack(first.text)} is not the id of a run`, RUN_ALLOWED, EXAMPLE);
  const asFile = says(rest.at(-2), 'as') && says(rest.at(-1), 'file');
  const read = readHost(run, asFile ? rest.slice(0, -2) : rest, builtin);
  if (!read.ok || !asFile) return read;
  if (read.value.grep !== undefined) return not('a file holds everything: leave out `grep`, or `as file`', builtin);
  return ok({ ...read.value, file: true });
}

/** The host, if there is one, and what follows it. */
function readHost(run: string, tokens: readonly Token[], builtin: Builtin): Result<OutputQuestion, Misread> {
  const [first, ...rest] = tokens;
  if (!first || says(first, 'grep')) return readGrep(tokens, { is: 'output', run }, builtin);
  const host = first.text.toLowerCase();
  if (!isName(host)) return notUnderstood(`${sayBack(first.text)} cannot be a target's name`, NAME_ALLOWED, EXAMPLE);
  return readGrep(rest, { is: 'output', run, host }, builtin);
}

function named(): Builtin {
  const builtin = builtinNamed('output');
  if (!builtin) throw new Error('no built-in sentence is named "output"');
  return builtin;
}

/** Quoted, or as it was typed to the end of the sentence. */
function readGrep(
  [keyword, ...words]: readonly Token[],
  of: OutputQuestion,
  builtin: Builtin,
): Result<OutputQuestion, Misread> {
  if (!keyword) return ok(of);
  const grep = words.map(({ text }) => text).join(' ');
  if (!says(keyword, 'grep')) {
    const near = keyword.is === 'word' && grep !== '' && nearest(keyword.text.toLowerCase(), ['grep']).length > 0;
    if (near) return suggestion(writeInquirySentence({ ...of, grep }));
    return not(`I do not know what to do with ${sayBack(keyword.text)}`, builtin);
  }
  if (grep.trim() === '') return not('`grep` does not say what to look for', builtin);
  if (grep.length > GREP_LIMIT) {
    return notUnderstood(`What to look for has ${grep.length} characters`, `at most ${GREP_LIMIT}`, EXAMPLE);
  }
  return ok({ ...of, grep });
}
