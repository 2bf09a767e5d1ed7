import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type LinkSentence, writeChangeSentence } from './change-sentence.ts';
import { sayBack } from './letters.ts';
import { type Match, match } from './match.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { readUser } from './read-user.ts';
import type { Misread } from './sentence.ts';
import type { Cut } from './tokens.ts';

/** Reads what follows `link` or `unlink`: accounts by mention, and the reason. */
export function readLink(verb: LinkSentence['is'], { cut }: { cut: Cut }): Result<LinkSentence, Misread> {
  const builtin = builtinNamed(verb);
  if (!builtin) throw new Error(`no built-in sentence is named "${verb}"`);
  const laid = match(builtin.pattern.slice(verb.length + 1), cut.tokens);
  const no = unfit({ laid, because: cut.because }, builtin);
  if (no) return no;
  const because = cut.because ?? '';
  const user = readUser(laid.values.get('account')?.text ?? '', builtin);
  if (!user.ok) return user;
  if (verb === 'unlink') return ok({ is: verb, user: user.value, because });
  const to = readOther(laid.values.get('person')?.text ?? '', user.value, builtin);
  if (!to.ok) return to;
  const sentence: LinkSentence = { is: verb, user: user.value, to: to.value, because };
  return laid.slipped ? suggestion(writeChangeSentence(sentence)) : ok(sentence);
}

function readOther(text: string, user: string, builtin: Builtin): Result<string, Misread> {
  const to = readUser(text, builtin);
  if (!to.ok || to.value !== user) return to;
  return notUnderstood('an account is one person with itself already', 'two accounts', builtin.examples[0] ?? '');
}

function unfit({ laid, because }: { laid: Match; because: string | undefined }, builtin: Builtin) {
  const [left] = laid.left;
  if (left) return not(`I do not know what to do with ${sayBack(left.text)}`, builtin);
  const [missing] = laid.missing;
  if (missing) return not(`${sayBack(builtin.name)} does not say which ${missing}`, builtin);
  const unsaid = checkReason(builtin, because);
  return unsaid ? not(unsaid, builtin) : undefined;
}
