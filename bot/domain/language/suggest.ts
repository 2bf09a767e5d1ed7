/**
 * The candidates nearest to a word, all that are equally near, in their own order; none when all are too far.
 *
 * Slips of the thumb: a letter too many, missing, wrong, or two swapped (`restrat`), each counted once. One slip in up to
 * five letters, two in longer words. Candidates of another length are not looked at, so that a fleet of 10,000 names
 * costs milliseconds.
 */
export function nearest(word: string, candidates: Iterable<string>): string[] {
  let limit = slipsAllowed(word);
  let best: string[] = [];
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > limit) continue;
    const slips = distance(word, candidate, limit);
    if (slips > limit) continue;
    if (slips < limit) best = [];
    limit = slips;
    if (!best.includes(candidate)) best.push(candidate);
  }
  return best;
}

function slipsAllowed({ length }: { length: number }): number {
  if (length < 3) return length === 2 ? 1 : 0;
  return length <= 5 ? 1 : 2;
}

/** Whether two words are one slip apart. */
export function isSlipOf(typed: string, word: string): boolean {
  return typed !== word && within(typed, word, 1);
}

/**
 * Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions, swaps of neighbours.
 * `limit + 1` when the words are farther apart than that; made for limits of a few slips.
 */
export function distance(a: string, b: string, limit: number): number {
  let slips = Math.abs(a.length - b.length);
  while (slips <= limit && !within(a, b, slips)) slips += 1;
  return Math.min(slips, limit + 1);
}

/**
 * Whether `slips` suffice to make one word of the other. Walks to the first difference and tries each slip there: names
 * of one fleet are alike but for a few characters, so that nothing is to be tried in most of their letters.
 */
function within(a: string, b: string, slips: number, from = 0, to = 0): boolean {
  let i = from;
  let j = to;
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(j)) {
    i += 1;
    j += 1;
  }
  const left = a.length - i;
  const right = b.length - j;
  if (left === 0 || right === 0) return left + right <= slips;
  if (slips === 0 || Math.abs(left - right) > slips) return false;
  const swapped = a.charCodeAt(i) === b.charCodeAt(j + 1) && a.charCodeAt(i + 1) === b.charCodeAt(j);
  return (
    (swapped && within(a, b, slips - 1, i + 2, j + 2)) ||
    within(a, b, slips - 1, i + 1, j + 1) ||
    within(a, b, slips - 1, i + 1, j) ||
    within(a, b, slips - 1, i, j + 1)
  );
}
