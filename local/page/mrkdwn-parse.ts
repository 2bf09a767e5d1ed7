/** A whole text in Slack's mrkdwn: preformatted blocks, quotes and lines. */
import { type Inline, parseCode, parseInline } from './mrkdwn-inline.ts';

export type Part =
  | { kind: 'text'; children: Inline[] }
  | { kind: 'quote'; children: Inline[] }
  | { kind: 'pre'; children: Inline[] };

const QUOTED = /^(?:>|&gt;) ?/;

type Line = { quoted: boolean; text: string };

/** A line that begins with `>` is quoted; from `>>>` on everything is. */
function readLines(text: string): Line[] {
  let rest = false;
  return text.split('\n').map((line): Line => {
    const opening = rest ? null : /^(?:>|&gt;){3} ?/.exec(line);
    if (opening) rest = true;
    const mark = opening ?? QUOTED.exec(line);
    return { quoted: rest || mark !== null, text: line.slice(mark?.[0].length ?? 0) };
  });
}

function parseLines(text: string): Part[] {
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of readLines(text)) {
    const last = runs.at(-1);
    if (last?.quoted === line.quoted) last.lines.push(line.text);
    else runs.push({ quoted: line.quoted, lines: [line.text] });
  }
  return runs.map(({ quoted, lines }) => ({
    kind: quoted ? 'quote' : 'text',
    children: parseInline(lines.join('\n')),
  }));
}

/** Reads a whole mrkdwn text: preformatted blocks first, as nothing inside them is marked up, then quotes and lines. */
export function parseMrkdwn(text: string): Part[] {
  return text.split(/```\n?([\s\S]+?)\n?```\n?/).flatMap((piece, index): Part[] => {
    if (index % 2 === 1) return [{ kind: 'pre', children: parseCode(piece) }];
    const lines = piece.replace(/\n$/, '');
    return lines === '' ? [] : parseLines(lines);
  });
}
