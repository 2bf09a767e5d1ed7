import type { Fonts } from './render.ts';
import { line } from './svg.ts';
import { EDGE, type Part, WIDTH } from './timeline-lanes.ts';
import { drawSign, INK, type Sign, SOFT } from './timeline-marks.ts';
import { wrap } from './wrap.ts';

const ROOM = WIDTH - 2 * EDGE;

type Legend = { signs: readonly (readonly [Sign, string])[]; notes: readonly string[]; regular: Fonts['regular'] };

/** What the signs of a picture over time mean, in one row from `y` on, and below it what else has to be said. */
export function drawLegend(y: number, { signs, notes, regular }: Legend): Part {
  const parts: string[] = [];
  let x = EDGE;
  for (const [sign, words] of signs) {
    parts.push(drawSign(sign, { x: x + 7, y: y + 9 }), line(x + 19, y + 13, words, { size: 12, fill: INK }));
    x += 19 + regular.widthOf(words) * 12 + 14;
  }
  const lines = wrap(notes.join(' '), { font: regular, size: 12, width: ROOM });
  parts.push(...lines.map((words, at) => line(EDGE, y + 32 + at * 16, words, { size: 12, fill: SOFT })));
  return { parts, end: y + 24 + lines.length * 16 };
}
