import { ok, type Result } from '../result.ts';
import { builtinNamed } from './builtins.ts';
import type { ChangeSentence } from './change-sentence.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { CHANGE_ALLOWED, readChangeId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import type { Cut } from './tokens.ts';

type Verb = 'confirm' | 'show' | 'deny';

/** Reads what follows `confirm`, and `show` or `deny` of a change. */
export function readChange(verb: Verb, { cut }: { cut: Cut }): Result<ChangeSentence, Misread> {
  const builtin = builtinNamed(verb);
  if (!builtin) throw new Error(`no built-in sentence is named "${verb}"`);
  const [first, more] = cut.tokens;
  if (!first) return not(`${sayBack(verb)} does not say which change`, builtin);
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const change = readChangeId(first.text);
  if (change === undefined) {
    return notUnderstood(`${sayBack(first.text)} is not the id of a change`, CHANGE_ALLOWED, `${verb} C-4KQ7M`);
  }
  const wrong = checkReason(builtin, cut.because);
  if (wrong) return not(wrong, builtin);
  return ok(sentenceOf(verb, change, cut.because));
}

function sentenceOf(verb: Verb, change: string, because: string | undefined): ChangeSentence {
  if (verb === 'confirm') return { is: 'confirm', change };
  if (verb === 'show') return { is: 'show-change', change };
  return { is: 'deny-change', change, ...(because !== undefined && { because }) };
}

/** `form deny C-4KQ7M`: the form that asks for the reason. */
export function readDenyForm({ tokens, because }: Cut): Result<Sentence, Misread> {
  const change = readChangeId(tokens[0]?.text ?? '');
  if (change === undefined) {
    return notUnderstood('`deny` does not say which change', CHANGE_ALLOWED, 'deny C-4KQ7M');
  }
  const filled = { change };
  return ok({ is: 'form', gap: { command: 'deny', missing: ['because'], filled, ...(because && { because }) } });
}

/** `people` takes no words. */
export function readPeople({ cut }: { cut: Cut }): Result<ChangeSentence, Misread> {
  const builtin = builtinNamed('people');
  if (!builtin) throw new Error('no built-in sentence is named "people"');
  const [more] = cut.tokens;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const wrong = checkReason(builtin, cut.because);
  if (wrong) return not(wrong, builtin);
  return ok({ is: 'people' });
}
