/** A line of an output, counted from 1. */
export type OutputLine = { number: number; text: string };

/**
 * What of a host's output is shown. `from`: all that the host printed, or what SSM or the record kept of it. `lines` are the
 * last ones, or those that hold what was looked for: `matches` of them in all. `unread`: bytes that were not looked at.
 */
export type OutputFound = {
  from: 'stored' | 'ssm' | 'record';
  lines: OutputLine[];
  total: number;
  matches?: number;
  unread: number;
};

/** How many lines are kept to be shown, and how much of each. */
export const SHOWN_LINES = 60;
export const SHOWN_LINE = 300;

/** Looks through an output line by line, once: `take` each piece, masked already; `found` at the end. */
export function createLook(grep: string | undefined) {
  const wanted = grep?.toLowerCase();
  const lines: OutputLine[] = [];
  let rest = '';
  let total = 0;
  let matches = 0;

  function line(text: string): void {
    total += 1;
    const at = wanted === undefined ? 0 : text.toLowerCase().indexOf(wanted);
    if (at === -1) return;
    matches += 1;
    lines.push({ number: total, text: around(text, at) });
    if (lines.length > SHOWN_LINES) {
      if (wanted === undefined) lines.shift();
      else lines.pop();
    }
  }

  return {
    take(piece: string): void {
      const parts = (rest + piece).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) line(part);
    },
    found(): Pick<OutputFound, 'lines' | 'total' | 'matches'> {
      if (rest !== '') line(rest);
      rest = '';
      return { lines, total, ...(wanted !== undefined && { matches }) };
    },
  };
}

/** The part of a long line in which `at` is, at whole characters. */
function around(text: string, at: number): string {
  if (text.length <= SHOWN_LINE) return text;
  const from = Math.max(0, Math.min(at - SHOWN_LINE / 3, text.length - SHOWN_LINE));
  const part = text.slice(from, from + SHOWN_LINE).toWellFormed();
  return `${from > 0 ? '…' : ''}${part.replaceAll('\ufffd', '')}${from + SHOWN_LINE < text.length ? '…' : ''}`;
}
