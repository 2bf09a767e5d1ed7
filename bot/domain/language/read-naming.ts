import { ok, type Result } from '../result.ts';
import type { Builtin } from './builtins.ts';
import { sayBack } from './letters.ts';
import { not } from './read-act.ts';
import type { Misread } from './sentence.ts';
import { says, type Token } from './tokens.ts';

/** `naming host-7, 10.0.0.5`: which names of ours a vendor may read on purpose. Nothing else may stand here; nothing at all may. */
export function readNaming(
  [word, ...rest]: readonly Token[],
  builtin: Builtin,
): Result<{ naming?: string[] }, Misread> {
  if (!word) return ok({});
  if (!says(word, 'naming')) return not(`I do not know what to do with ${sayBack(word.text)}`, builtin);
  const naming = namesIn(rest);
  return naming.length === 0 ? not('there is nothing after `naming`', builtin) : ok({ naming });
}

export function namesIn(tokens: readonly Token[]): string[] {
  return tokens.filter((token) => token.is !== 'comma' && !says(token, 'and')).map(({ text }) => text);
}
