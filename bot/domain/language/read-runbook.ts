import { ok, type Result } from '../result.ts';
import { builtinNamed } from './builtins.ts';
import { notUnderstood } from './misread.ts';
import type { RunbookQuestion } from './question.ts';
import { checkReason, not } from './read-act.ts';
import { phraseOf } from './read-phrase.ts';
import type { Reading } from './read-sentence.ts';
import type { Misread } from './sentence.ts';

/** Reads what follows `runbook`: an activity in the words of the matrix, or the name of a command. */
export function readRunbook({ cut: { tokens, because } }: Reading): Result<RunbookQuestion, Misread> {
  const builtin = builtinNamed('runbook');
  if (!builtin) throw new Error('no built-in sentence is named "runbook"');
  const wrong = checkReason(builtin, because);
  if (wrong) return not(wrong, builtin);
  const about = phraseOf(tokens);
  if (about !== '') return ok({ is: 'runbook', about });
  const allowed = 'an activity that `matrix` lists, or the name of a command';
  return notUnderstood('`runbook` does not say of what', allowed, 'runbook restarting processes');
}
