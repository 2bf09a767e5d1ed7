import { ok, type Result } from '../result.ts';
import { builtinNamed } from './builtins.ts';
import type { UseSentence } from './change-sentence.ts';
import { isName, sayBack } from './letters.ts';
import { checkReason, not } from './read-act.ts';
import { notAProfile } from './read-phrase.ts';
import type { Misread } from './sentence.ts';
import type { Cut } from './tokens.ts';

/** Reads what follows `matrix use`: a profile's name, and the reason. */
export function readUseProfile({ tokens: [named, more], because }: Cut): Result<UseSentence, Misread> {
  const builtin = builtinNamed('matrix use');
  if (!builtin) throw new Error('no built-in sentence is named "matrix use"');
  if (!named) return not('`matrix use` does not say which profile', builtin);
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const profile = named.text.toLowerCase();
  if (!isName(profile)) return notAProfile(named.text);
  const unsaid = checkReason(builtin, because);
  return unsaid ? not(unsaid, builtin) : ok({ is: 'matrix-use', profile, because: because ?? '' });
}
