/** One part of a sentence pattern. `targets` takes many, or exactly one. */
export type Part =
  | { is: 'word'; word: string }
  | { is: 'field'; name: string }
  | { is: 'targets'; many: boolean }
  | { is: 'optional'; parts: Part[] };

const compiled = new Map<string, Part[]>();

/**
 * Reads a pattern such as `logs <service> on <target> [last <lines>]`.
 *
 * Throws on a pattern that cannot be read (a bracket left open, one inside another): a mistake in a definition, found
 * by its tests. What was read once is kept, since every sentence asks for it.
 */
export function patternParts(pattern: string): Part[] {
  const known = compiled.get(pattern);
  if (known) return known;
  const parts = compile(pattern);
  compiled.set(pattern, parts);
  return parts;
}

function compile(pattern: string): Part[] {
  const parts: Part[] = [];
  for (const [piece, group] of pattern.matchAll(/\[([^[\]]+)\]|[^\s[\]]+|[[\]]/g)) {
    if (/^[[\]]$/.test(piece))
      throw new Error(`cannot read the pattern "${pattern}": a bracket without its other half`);
    parts.push(group === undefined ? part(piece) : { is: 'optional', parts: group.trim().split(/\s+/).map(part) });
  }
  return parts;
}

function part(piece: string): Part {
  if (piece === '<targets>' || piece === '<target>') return { is: 'targets', many: piece === '<targets>' };
  return piece.startsWith('<') ? { is: 'field', name: piece.slice(1, -1) } : { is: 'word', word: piece };
}

const keywords = new Map<string, ReadonlySet<string>>();

/** The words of a pattern, those of optional parts included. */
export function patternWords(pattern: string): ReadonlySet<string> {
  const known = keywords.get(pattern);
  if (known) return known;
  const parts = patternParts(pattern).flatMap((one) => (one.is === 'optional' ? one.parts : [one]));
  const words = new Set(parts.flatMap((one) => (one.is === 'word' ? [one.word] : [])));
  keywords.set(pattern, words);
  return words;
}

/** The words that may stand right after the part at `index`: where a list of targets ends. */
export function wordsAfter(parts: readonly Part[], index: number): string[] {
  const words: string[] = [];
  for (const one of parts.slice(index + 1)) {
    const first = one.is === 'optional' ? one.parts[0] : one;
    if (first?.is === 'word') words.push(first.word);
    if (one.is !== 'optional') break;
  }
  return words;
}
