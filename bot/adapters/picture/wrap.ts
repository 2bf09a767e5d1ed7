import type { Font } from './font.ts';

/** Lines of at most `width` units at this size. A word that is longer than a line is divided. */
export function wrap(text: string, { font, size, width }: { font: Font; size: number; width: number }): string[] {
  const fits = (line: string) => font.widthOf(line) * size <= width;
  const lines: string[] = [];
  for (const word of text.split(/\s+/).flatMap((one) => pieces(one, fits))) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function pieces(word: string, fits: (line: string) => boolean): string[] {
  const parts: string[] = [];
  for (const letter of word) {
    const last = parts.at(-1);
    if (last !== undefined && fits(last + letter)) parts[parts.length - 1] = last + letter;
    else parts.push(letter);
  }
  return parts;
}
