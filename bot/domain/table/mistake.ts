/**
 * What is wrong with a file that somebody gave, and where: line and cell counted from 1, absent when it is the whole file.
 * `why` is plain text for whatever surface shows it; what it quotes of the file is shortened and made visible.
 */
export type FileMistake = { line?: number; column?: number; why: string };

const SHOWN = 60;

/** A text of the file, fit to be said back: in quotation marks, shortened, each unseen character as a dot. */
export function quoted(text: string): string {
  const [...characters] = text.slice(0, 2 * SHOWN).replace(/[\p{C}\p{Z}]/gu, (one) => (one === ' ' ? ' ' : '·'));
  const shown = characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : characters.join('');
  return `"${shown}"`;
}

/** `cells.csv:3, column 4: …`: a mistake as one line of text. */
export function mistakeLine(file: string, { line, column, why }: FileMistake): string {
  const place = [line === undefined ? '' : `:${line}`, column === undefined ? '' : `, column ${column}`].join('');
  return `${file}${place}: ${why}`;
}
