/** A canvas's Markdown in its sections: a heading, a paragraph, a list, a table or a block of code is one each. */
import { newSecret } from './ids.ts';
import type { Canvas } from './wire.ts';

/** Slack's limits, in characters of a canvas and in cells of a table. */
export const CANVAS_MOST = 1_048_576;
const CELLS_MOST = 300;

export type Section = Canvas['sections'][number];

export function sectionsOf(markdown: string): Section[] {
  return blocksOf(markdown).map((block) => ({ id: `temp:C:${newSecret()}`, markdown: block }));
}

/** Blank lines part blocks, and a heading stands alone; within a fence of code neither counts. */
function blocksOf(markdown: string): string[] {
  const pieces = markdown.split(/^(```[^\n]*\n[\s\S]*?\n?```|#{1,3} [^\n]*)$/m);
  return pieces
    .flatMap((piece) => (isWhole(piece) ? [piece] : piece.split(/\n\s*\n/)))
    .flatMap((piece) => {
      const block = piece.replace(/^\n+|\s+$/g, '');
      return block === '' ? [] : [block];
    });
}

function isWhole(piece: string): boolean {
  return piece.startsWith('```') || /^#{1,3} /.test(piece);
}

/** Whether Slack takes such sections: neither too long in all, nor a table of too many cells. */
export function isTaken(sections: readonly Section[]): boolean {
  const length = sections.reduce((sum, { markdown }) => sum + markdown.length, 0);
  return length <= CANVAS_MOST && sections.every(({ markdown }) => cellsOf(markdown) <= CELLS_MOST);
}

function cellsOf(markdown: string): number {
  const rows = markdown.split('\n').filter((line) => /^\s*\|.*\|\s*$/.test(line) && !/^[\s|:-]+$/.test(line));
  return rows.reduce((sum, row) => sum + row.trim().split(/(?<!\\)\|/).length - 2, 0);
}
