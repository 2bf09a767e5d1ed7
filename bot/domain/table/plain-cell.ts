/** What a spreadsheet takes for a formula when it opens the file, also in full width. */
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** Characters that are not seen: controls, marks that turn the direction of a text, halves of characters, unassigned ones. */
const UNSEEN = /[\p{C}\u2028\u2029]/u;

/**
 * Why a cell may not stand in a table of ours, or undefined. No text that is refused here ever comes into the records, so
 * that none is written out again for somebody's spreadsheet to run.
 */
export function refuseCellText(text: string): string | undefined {
  if (FORMULA.test(text)) return `begins with ${text[0]}, which a spreadsheet would run as a formula`;
  const unseen = UNSEEN.exec(text)?.[0];
  if (unseen === undefined) return undefined;
  const code = (unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `holds the invisible character U+${code}`;
}
