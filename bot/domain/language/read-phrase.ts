import { ok, type Result } from '../result.ts';
import { isName, NAME_ALLOWED, sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import type { Misread } from './sentence.ts';
import { says, type Token } from './tokens.ts';

/** Tokens without the `in jelastic` that they end in, and that profile. */
export type Parted = { tokens: readonly Token[]; profile?: string };

/** Takes the profile off the end of a question. The words alone do not say whether there is such a profile. */
export function partProfile(tokens: readonly Token[]): Result<Parted, Misread> {
  const last = tokens.at(-1);
  if (tokens.length < 2 || !last || last.is === 'comma' || !says(tokens.at(-2), 'in')) return ok({ tokens });
  const profile = last.text.toLowerCase();
  if (!isName(profile)) return notAProfile(last.text);
  return ok({ tokens: tokens.slice(0, -2), profile });
}

export function notAProfile(text: string): Result<never, Misread> {
  const allowed = `the name of a profile: ${NAME_ALLOWED}`;
  return notUnderstood(`${sayBack(text)} cannot be a profile of the matrix`, allowed, 'matrix in jelastic');
}

/** The words of an activity, quoted or not, as one text. */
export function phraseOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ text }) => text)
    .join(' ')
    .replace(/ ,/g, ',')
    .replace(/ +/g, ' ')
    .trim();
}
