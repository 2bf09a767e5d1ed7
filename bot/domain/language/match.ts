import { type Part, patternParts, wordsAfter } from './patterns.ts';
import { isSlipOf } from './suggest.ts';
import { says, type Token } from './tokens.ts';

/**
 * A sentence laid over a pattern. `missing` names fields, and `targets`; `left` is what the pattern has no place for;
 * `slipped` says that a keyword was misspelt or left out, so that the sentence may be suggested but not taken.
 */
export type Match = {
  values: Map<string, Token>;
  said: Set<string>;
  targets: Token[];
  missing: string[];
  left: Token[];
  slipped: boolean;
};

type Walk = Match & { tokens: Token[]; at: number };

/** Lays tokens over a pattern, from left to right, without going back: what does not fit is recorded, not thrown. */
export function match(pattern: string, tokens: readonly Token[]): Match {
  const walk: Walk = {
    values: new Map(),
    said: new Set(),
    targets: [],
    missing: [],
    left: [],
    slipped: false,
    tokens: [...tokens],
    at: 0,
  };
  walkParts(walk, patternParts(pattern));
  walk.left.push(...walk.tokens.slice(walk.at));
  return walk;
}

function walkParts(walk: Walk, parts: readonly Part[]): void {
  for (const [index, part] of parts.entries()) {
    if (part.is === 'word') takeWord(walk, part.word);
    else if (part.is === 'field') takeField(walk, part.name, wordsAfter(parts, index));
    else if (part.is === 'targets') takeTargets(walk, part.many, wordsAfter(parts, index));
    else if (begins(walk, part.parts)) walkParts(walk, part.parts);
  }
}

function begins(walk: Walk, [first]: readonly Part[]): boolean {
  const token = walk.tokens[walk.at];
  return first?.is === 'word' ? says(token, first.word) : token !== undefined && token.is !== 'comma';
}

/** A keyword: exact, or further on (what stands before it is left over), or a slip of it, or left out. */
function takeWord(walk: Walk, word: string): void {
  const further = walk.tokens.findIndex((token, index) => index >= walk.at && says(token, word));
  if (further >= 0) {
    walk.left.push(...walk.tokens.slice(walk.at, further));
    walk.at = further + 1;
    walk.said.add(word);
    return;
  }
  const token = walk.tokens[walk.at];
  if (!token) return;
  walk.slipped = true;
  if (token.is === 'word' && isSlipOf(token.text.toLowerCase(), word) && walk.at + 1 < walk.tokens.length) walk.at += 1;
}

function takeField(walk: Walk, name: string, stops: readonly string[]): void {
  const token = walk.tokens[walk.at];
  if (!token || token.is === 'comma' || stops.some((word) => says(token, word))) {
    walk.missing.push(name);
    return;
  }
  walk.values.set(name, token);
  walk.at += 1;
}

function takeTargets(walk: Walk, many: boolean, stops: readonly string[]): void {
  if (!many) correctStop(walk, stops);
  const end = walk.tokens.findIndex((token, index) => index >= walk.at && stops.some((word) => says(token, word)));
  walk.targets = walk.tokens.slice(walk.at, end < 0 ? undefined : end);
  walk.at += walk.targets.length;
  if (walk.targets.length === 0) walk.missing.push('targets');
}

/** After one target no second is expected, so that a word like `lats` can only be the `last` that may follow. */
function correctStop(walk: Walk, stops: readonly string[]): void {
  const index = walk.at + 1;
  const token = walk.tokens[index];
  const word = stops.find((one) => token?.is === 'word' && isSlipOf(token.text.toLowerCase(), one));
  if (!token || !word || index + 1 >= walk.tokens.length) return;
  walk.tokens[index] = { ...token, text: word };
  walk.slipped = true;
}
