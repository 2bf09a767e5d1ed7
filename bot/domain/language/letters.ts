/** Names of hosts, tags and groups: what DNS allows, in lower case. No `i` or `u` flag: they admit U+212A and U+017F. */
const NAME = /^[a-z0-9][a-z0-9.-]{0,62}$/;

export const NAME_ALLOWED =
  'letters a to z, digits, `.` and `-`, beginning with a letter or digit, at most 63 characters';

export function isName(text: string): boolean {
  return NAME.test(text);
}

/**
 * The first character of a text that is not printable ASCII. It is looked for before letter case is folded, since the
 * Kelvin sign folds to `k`, and since a Cyrillic `о` looks like a letter that it is not.
 */
export function foreignCharacter(text: string): string | undefined {
  for (const character of text) if (character < ' ' || character > '~') return character;
  return;
}

/** A character as a person can look it up: itself, where it can be seen, and its code point. */
export function characterName(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `\`${character}\` (${code})` : `the invisible character ${code}`;
}

const SHOWN = 40;

/** What somebody typed, fit to be said back: shortened, marks that would break out of the quotation replaced. */
export function sayBack(text: string): string {
  if (text === '') return 'an empty quotation';
  const visible = text.replace(/[`\p{C}\p{Z}]/gu, (character) => (character === ' ' ? ' ' : '·'));
  const characters = [...visible];
  const shown = characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : visible;
  return `\`${shown}\``;
}
