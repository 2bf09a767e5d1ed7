import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { isName, NAME_ALLOWED, sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { RUN_ALLOWED, readRunId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { readTargets } from './targets.ts';
import type { Cut, Token } from './tokens.ts';

/** Reads what follows `resume`: a run, or nothing where only one can be meant. */
export function readResume({ cut: { tokens, because } }: { cut: Cut }): Result<Sentence, Misread> {
  const builtin = named('resume');
  const unsaid = checkReason(builtin, because);
  if (unsaid) return not(unsaid, builtin);
  const [first, more] = tokens;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  if (!first) return ok({ is: 'resume' });
  const run = readRunId(first.text);
  if (run === undefined)
    return notUnderstood(`${sayBack(first.text)} is not the id of a run`, RUN_ALLOWED, 'resume R-8C2MX');
  return ok({ is: 'resume', run });
}

/** Reads what follows `retry`: a run, hosts of it, or both. */
export function readRetry({ cut: { tokens, because } }: { cut: Cut }): Result<Sentence, Misread> {
  const builtin = named('retry');
  const unsaid = checkReason(builtin, because);
  if (unsaid) return not(unsaid, builtin);
  const [first] = tokens;
  if (!first) return not('`retry` does not say which run, or which host', builtin);
  const run = runOf(first);
  const read = readTargets(run === undefined ? tokens : tokens.slice(1));
  if (!read.ok) return read;
  const { names, groups } = read.value.selector;
  if (groups.length > 0 || !names.every(isName)) {
    return notUnderstood('`retry` takes hosts by their names', NAME_ALLOWED, 'retry R-8C2MX host-8');
  }
  return ok({ is: 'retry', ...(run !== undefined && { run }), hosts: names, ...(because && { because }) });
}

/** Without its `R-` it could be a host as well. */
function runOf({ text, is }: Token): string | undefined {
  return is === 'word' && /^r-/i.test(text) ? readRunId(text) : undefined;
}

function named(name: 'resume' | 'retry'): Builtin {
  const builtin = builtinNamed(name);
  if (!builtin) throw new Error(`no built-in sentence is named "${name}"`);
  return builtin;
}
