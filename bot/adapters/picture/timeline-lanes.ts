import type { Span } from '../../domain/calendar/spans.ts';
import type { Band, Bar, Chart, Row } from '../../domain/incident/chart.ts';
import type { Font } from './font.ts';
import type { Fonts } from './render.ts';
import { box, line } from './svg.ts';
import { drawBar, drawTicks, GRID, hatch, INK, SEVERITY, STATUS, STATUS_WORDS } from './timeline-marks.ts';
import { wrap } from './wrap.ts';

/** A phone's width; names of rows at the left, time from there to the right. */
export const WIDTH = 390;
export const EDGE = 14;
export const PLOT = { from: 116, to: WIDTH - EDGE - 8 } as const;

const GUTTER = PLOT.from - EDGE - 8;
const LEADING = 15;
const BAR = 12;

/** Where a moment stands between the left and the right edge of the plot. */
export type Scale = (at: number) => number;

export function scaleOf({ from, to }: Span): Scale {
  return (at) => PLOT.from + ((Math.min(Math.max(at, from), to) - from) / (to - from)) * (PLOT.to - PLOT.from);
}

/** Parts of a drawing from above, and where they end. */
export type Part = { parts: string[]; end: number };

export type Lay = { x: Scale; fonts: Fonts };

/** All lanes from above; one that holds nothing says so in a word. */
export function drawLanes(chart: Chart, top: number, lay: Lay): Part {
  const status = drawStatus(chart, top, lay);
  const lanes: [string, Row[]][] = [
    ['Runs', chart.runs],
    ['Alarms', chart.alarms],
    ['People', chart.people],
    ['Vendor', chart.vendor],
  ];
  const parts = [...status.parts];
  let y = status.end;
  for (const [name, rows] of lanes) {
    const lane = drawLane(name, rows, y, lay);
    parts.push(...lane.parts);
    y = lane.end;
  }
  return { parts, end: y };
}

function drawStatus({ severity, status }: Chart, top: number, { x, fonts }: Lay): Part {
  const high = SEVERITY.critical.height;
  const y = top + 8;
  const severities = severity.flatMap((band) => {
    const { height, fill, ink } = SEVERITY[band.is];
    const around = { ...widthOf(band, x), y: y + high - height, height };
    const words = height < LEADING ? [] : wordsIn(band.is, around, { fill: ink, fonts });
    return [box(around, { fill }), ...words];
  });
  const below = y + high + 8;
  const states = status.flatMap((band) => {
    const { fill, stroke, ink, hatched } = STATUS[band.is];
    const around = { ...widthOf(band, x), y: below, height: 18 };
    const inside = { ...around, x: around.x + 0.7, width: Math.max(1, around.width - 1.4) };
    const words = wordsIn(STATUS_WORDS[band.is], around, { fill: ink, fonts });
    const lines = hatched && words.length === 0 ? hatch(around, stroke) : '';
    return [box(inside, { fill, stroke, 'stroke-width': 1.4 }), lines, ...words];
  });
  const labels = [
    line(EDGE, y + high - 5, 'Severity', { size: 12.5, weight: 'semibold', fill: INK }),
    line(EDGE, below + 13, 'Status', { size: 12.5, weight: 'semibold', fill: INK }),
  ];
  return { parts: [...severities, ...states, ...labels], end: below + 26 };
}

function widthOf<T>({ from, to }: Band<T>, x: Scale): { x: number; width: number } {
  return { x: x(from), width: Math.max(2, x(to) - x(from)) };
}

type Around = { x: number; y: number; width: number; height: number };

/** In the middle of it when they fit; nothing otherwise: its height or its filling says the same. */
function wordsIn(words: string, around: Around, { fill, fonts }: { fill: string; fonts: Fonts }): string[] {
  if (fonts.semibold.widthOf(words) * 12 > around.width - 8) return [];
  const middle = around.x + around.width / 2;
  const y = around.y + around.height / 2 + 4.3;
  return [line(middle, y, words, { size: 12, weight: 'semibold', fill, anchor: 'middle' })];
}

function drawLane(name: string, rows: readonly Row[], top: number, lay: Lay): Part {
  const rule = box({ x: EDGE, y: top, width: WIDTH - 2 * EDGE, height: 0.8 }, { fill: GRID });
  const words = rows.length === 0 ? `${name}: none` : name;
  const title = line(EDGE, top + 17, words, { size: 12.5, weight: 'semibold', fill: INK });
  if (rows.length === 0) return { parts: [rule, title], end: top + 26 };
  const parts = [rule, title];
  let y = top + 24;
  for (const row of rows) {
    const drawn = drawRow(row, y, lay);
    parts.push(...drawn.parts);
    y = drawn.end;
  }
  return { parts, end: y + 4 };
}

function drawRow(row: Row, top: number, { x, fonts }: Lay): Part {
  const label = labelOf(row);
  const lines = labelLines(label, fonts.regular);
  const height = Math.max(20, lines.length * LEADING + 5);
  const middle = top + height / 2;
  const first = middle - ((lines.length - 1) * LEADING) / 2 + 4.3;
  const parts = lines.map((words, at) => line(EDGE, first + at * LEADING, words, { size: 12, fill: INK }));
  const plot = { x: PLOT.from, y: middle - BAR / 2, width: PLOT.to - PLOT.from, height: BAR };
  if ('ticks' in row) return { parts: [...parts, drawTicks(row.ticks, x, plot)], end: top + height };
  return { parts: [...parts, ...row.bars.map((bar) => drawBar(bar, placeOf(bar, x, plot)))], end: top + height };
}

/** Names of alarms are long words: they are divided after their dashes before they are divided anywhere. */
function labelLines(label: string, font: Font): string[] {
  const divided = label.replace(/(?<=[-_./])(?=\S)/g, ' ');
  return wrap(divided, { font, size: 12, width: GUTTER }).map((words) => words.replace(/(?<=[-_./]) /g, ''));
}

/** Ticks may fall together: their number is said. */
function labelOf(row: Row): string {
  if (!('ticks' in row) || row.label.includes(' more ')) return row.label;
  return `${row.label} · ${row.ticks.length}`;
}

function placeOf({ from, to }: Bar, x: Scale, { y, height }: Around): Around {
  return { x: x(from), y, width: x(to) - x(from), height };
}
