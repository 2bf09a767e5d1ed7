/** A cell with the place where it stands, counted from 1, so that a mistake in it can be found. */
export type Cell = { text: string; line: number; column: number };

const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/**
 * Reads comma-separated values (RFC 4180): quoted cells may hold commas, quotes and line breaks. Empty lines are left
 * out. Throws, with line and column, on a quotation mark that is not closed or that stands inside a plain cell.
 */
export function readCsv(text: string, file: string): Cell[][] {
  const rows: Cell[][] = [];
  for (let at = 0, line = 1; at < text.length; ) {
    const row = readRow({ text, file, at, line });
    if (row.cells.length > 1 || row.cells[0]?.text) rows.push(row.cells);
    line += text.slice(at, row.end).split('\n').length - 1;
    at = row.end;
  }
  return rows;
}

function readRow({ text, file, at, line }: { text: string; file: string; at: number; line: number }) {
  const cells: Cell[] = [];
  let end = at;
  for (let more = true; more; ) {
    FIELD.lastIndex = end;
    const column = cells.length + 1;
    const [all, quoted, plain = '', closing] = FIELD.exec(text) ?? [];
    if (all === undefined) throw new Error(`${file}:${line}, column ${column}: a quotation mark out of place`);
    cells.push({ text: quoted?.replaceAll('""', '"') ?? plain, line, column });
    end += all.length;
    more = closing === ',';
  }
  return { cells, end };
}
