import type { Entry } from './entry.ts';
import { dayLines, headLines } from './export-markdown.ts';
import type { Export } from './export-told.ts';

/** Room for the line that says what is left out. */
const NOTE = 300;

/**
 * The timeline as the Markdown of a canvas, of at most `most` characters. Where it does not fit, the earliest entries are left out:
 * it says how many, and where they are. People are in it by name, since a mention would call them at each edit.
 */
export function canvasOf(told: Export, most: number): string {
  const entries = told.entries.filter(({ gone }) => gone === undefined);
  const [_title, _line, ...head] = headLines({ ...told, entries }); // the canvas has a title of its own
  const whole = join(head, told, entries);
  if (whole.length <= most) return whole;
  let [fits, not] = [0, entries.length];
  // Half and half again: how many of the latest entries fit.
  while (not - fits > 1) {
    const count = Math.floor((fits + not) / 2);
    const length = join(head, told, entries.slice(-count)).length;
    if (length + NOTE <= most) fits = count;
    else not = count;
  }
  const left = entries.length - fits;
  const note = `The earliest ${left.toLocaleString('en')} entries do not fit here: \`/ops timeline export markdown in ${told.name}\` has all.`;
  return join([...head, note, ''], told, fits === 0 ? [] : entries.slice(-fits));
}

function join(head: readonly string[], { zone, callings }: Export, entries: readonly Entry[]): string {
  return [...head, ...dayLines({ entries, zone, callings }), ''].join('\n');
}
