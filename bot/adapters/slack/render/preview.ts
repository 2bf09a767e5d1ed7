import type { KnownBlock } from '@slack/types';
import { redact } from '../../../domain/redact.ts';
import type { Plan } from '../../../domain/run/plan.ts';
import { context, section } from './blocks.ts';
import type { Reading } from './rendered.ts';
import { counted, inline, preformatted } from './text.ts';

/** Sections that a preview may take, on a card and where the plan is shown word for word. */
export const ON_CARD = 1;
export const IN_PLAN = 3;

/** Characters of a section, as Slack counts them: `&` is five. */
const ROOM = 2_600;
/** A longer line is shown in pieces of this many, so that nothing at its end is hidden. */
const PIECE = 400;

/**
 * What an edit would change, line by line, with secrets masked before anything is cut. What does not fit is counted, so
 * that nobody approves less than they think.
 */
export function previewBlocks({ command, fields, undoes }: Plan, reading: Reading, most: number): KnownBlock[] {
  const preview = reading.definitions.find(({ name }) => name === command)?.preview;
  if (!preview || undoes !== undefined) return [];
  const lines = redact(preview(fields).join('\n')).split('\n').flatMap(pieces);
  const shown = within(lines);
  const left = lines.length - shown.slice(0, most).flat().length;
  const more = most === ON_CARD ? ': *Show plan* shows more of them' : '';
  return [
    ...shown.slice(0, most).map((part) => section(preformatted(part.join('\n')), { open: true })),
    ...(left > 0 ? [context(`⚠ ${counted(left, 'more line')} of the difference${more}`)] : []),
  ];
}

function pieces(line: string): string[] {
  if (line.length <= PIECE) return [line];
  const characters = Array.from(line);
  return Array.from({ length: Math.ceil(characters.length / PIECE) }, (_, at) => {
    const piece = characters.slice(at * PIECE, (at + 1) * PIECE).join('');
    return at === 0 ? piece : `  … ${piece}`;
  });
}

/** Lines in parts that each fit into a section. */
function within(lines: readonly string[]): string[][] {
  const parts: string[][] = [];
  let room = 0;
  for (const line of lines) {
    const size = inline(line.replaceAll(' ', '_'), 10_000).length + 1;
    if (parts.length === 0 || size > room) {
      parts.push([]);
      room = ROOM;
    }
    parts.at(-1)?.push(line);
    room -= size;
  }
  return parts;
}
