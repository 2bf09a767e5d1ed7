/** Writes comma-separated values (RFC 4180) with a line feed after each line. A cell is quoted where it has to be. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(cell).join(',')}\n`).join('');
}

function cell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a spreadsheet takes for a formula when it opens the file, also in full width, or behind what it leaves out. */
const FORMULA = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** A text that people or hosts wrote, for a spreadsheet: what it would run as a formula stands behind an apostrophe (OWASP, CSV injection). */
export function inertCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
