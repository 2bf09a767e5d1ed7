import { isSlipOf, nearest } from '../language/suggest.ts';
import type { Matrix, Row } from './matrix.ts';

/** A row that somebody named, with the activities that are meant: all that it covers, or the one whose id was said. */
export type Named = { row: Row; activities: string[] };

/** Finds a row by its label in any letter case, or by the id of an activity that it covers. */
export function findRow(matrix: Matrix, phrase: string): Named | undefined {
  const said = foldedLabel(phrase);
  const byLabel = matrix.rows.find(({ label }) => foldedLabel(label) === said);
  if (byLabel) return { row: byLabel, activities: byLabel.covers };
  const byId = matrix.rows.find(({ covers }) => covers.includes(said));
  return byId && { row: byId, activities: [said] };
}

/** Labels that may have been meant: a slip away, or with all the words that were said, themselves a slip away at most. */
export function labelsLike(matrix: Matrix, phrase: string): string[] {
  const said = foldedLabel(phrase);
  const labels = new Map(matrix.rows.map(({ label }) => [foldedLabel(label), label]));
  const near = nearest(said, labels.keys());
  const words = said.split(' ').filter((word) => word.length > 2);
  const like = near.length > 0 ? near : [...labels.keys()].filter((label) => saysAll(label, words));
  return like.flatMap((label) => labels.get(label) ?? []);
}

function saysAll(label: string, words: readonly string[]): boolean {
  const parts = label.split(/[ /-]/);
  const said = (word: string) => label.includes(word) || parts.some((part) => isSlipOf(word, part));
  return words.length > 0 && words.every(said);
}

/** Letter case, spaces, and the apostrophes that phones turn do not matter. */
export function foldedLabel(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}
