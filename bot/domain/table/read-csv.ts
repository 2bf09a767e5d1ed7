import { err, ok, type Result } from '../result.ts';
import type { FileMistake } from './mistake.ts';

/** A cell with the place where it stands, counted from 1, so that a mistake in it can be found. */
export type Cell = { text: string; line: number; column: number };

/** More is no table of ours; reading ends there, whatever the file holds. */
const MOST_ROWS = 10_000;
const MOST_CELLS = 100;

/**
 * Reads comma-separated values (RFC 4180): quoted cells may hold commas, quotes and line breaks. Lines end in LF or CR LF;
 * empty ones are left out. Linear, and never throws on any text.
 */
export function readCsv(text: string): Result<Cell[][], FileMistake> {
  const rows: Cell[][] = [];
  const place = { at: 0, line: 1 };
  while (place.at < text.length) {
    const row = readRow(text, place);
    if (!row.ok) return row;
    const [first, second] = row.value;
    if (second || first?.text) rows.push(row.value);
    if (rows.length > MOST_ROWS) return err({ line: place.line, why: `more than ${MOST_ROWS} lines` });
  }
  return ok(rows);
}

/** Where reading goes on. */
type Place = { at: number; line: number };

function readRow(text: string, place: Place): Result<Cell[], FileMistake> {
  const cells: Cell[] = [];
  for (;;) {
    const column = cells.length + 1;
    const { line } = place;
    if (column > MOST_CELLS) return err({ line, column, why: `more than ${MOST_CELLS} cells in a line` });
    const read = text[place.at] === '"' ? readQuoted(text, place) : readPlain(text, place);
    if (read === undefined || !atEnd(text, place.at)) {
      return err({ line, column, why: 'a quotation mark out of place' });
    }
    cells.push({ text: read, line, column });
    if (text[place.at] !== ',') break;
    place.at += 1;
  }
  place.at += text[place.at] === '\r' ? 2 : 1;
  place.line += 1;
  return ok(cells);
}

/** Whether a cell may end here. */
function atEnd(text: string, at: number): boolean {
  const next = text[at];
  return next === undefined || next === ',' || next === '\n' || (next === '\r' && text[at + 1] === '\n');
}

const SPECIAL = /[",\n]/g;

function readPlain(text: string, place: Place): string {
  SPECIAL.lastIndex = place.at;
  const found = SPECIAL.exec(text);
  const end = found ? found.index : text.length;
  const stop = text[end] === '\n' && text[end - 1] === '\r' && end > place.at ? end - 1 : end;
  const value = text.slice(place.at, stop);
  place.at = stop;
  return value;
}

/** Undefined when the quotation is never closed. */
function readQuoted(text: string, place: Place): string | undefined {
  const start = place.at + 1;
  let end = text.indexOf('"', start);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end < 0) return undefined;
  const inner = text.slice(start, end);
  place.at = end + 1;
  place.line += inner.split('\n').length - 1;
  return inner.replaceAll('""', '"');
}
