import { wallTimeAt } from '../../domain/calendar/zone.ts';
import { axisTicks, clockWords, zoneWords } from '../../domain/incident/axis.ts';
import type { Chart, Milestone } from '../../domain/incident/chart.ts';
import type { TimelineTold } from '../../ports/pictures.ts';
import { drawLegend } from './legend.ts';
import type { Fonts } from './render.ts';
import { box, type Drawing, drawing, line } from './svg.ts';
import { drawLanes, EDGE, type Lay, type Part, PLOT, scaleOf, WIDTH } from './timeline-lanes.ts';
import { DASHES, GRID, hatch, INK, PAPER, RULE, SOFT } from './timeline-marks.ts';
import { factsOf } from './timeline-words.ts';
import { wrap } from './wrap.ts';

const ROOM = WIDTH - 2 * EDGE;

/** An incident over time, in one picture a phone wide, on a ground of its own. */
export function drawTimeline(told: TimelineTold, chart: Chart, fonts: Fonts): Drawing {
  const lay = { x: scaleOf(chart.within), fonts };
  const head = drawHead(told, chart, fonts);
  const flags = drawFlags(chart, told.zone, head.end, lay);
  const lanes = drawLanes(chart, flags.end, lay);
  const axis = drawAxis(chart, told.zone, { top: flags.end, y: lanes.end, x: lay.x });
  const legend = drawSigns(chart, axis.end, fonts);
  const height = Math.ceil(legend.end + EDGE);
  const paper = { x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, radius: 10 };
  const lines = chart.milestones.map(({ name, at }) => {
    const x = points(lay.x(at));
    const from = flags.rows.get(name) ?? flags.end;
    return `<path d="M${x} ${from}V${lanes.end}" stroke="${INK}" stroke-width="1.2" stroke-dasharray="${DASHES[name]}" fill="none"/>`;
  });
  return drawing(WIDTH, height, [
    box(paper, { fill: PAPER, stroke: RULE }),
    ...axis.grid,
    ...lines,
    ...head.parts,
    ...flags.parts,
    ...lanes.parts,
    ...axis.parts,
    ...legend.parts,
  ]);
}

/** A drill says so before all else, hatched from edge to edge. */
function drawHead(told: TimelineTold, chart: Chart, { regular, semibold }: Fonts): Part {
  const parts: string[] = [];
  let y = 31;
  if (told.state.drill) {
    const band = { x: EDGE, y: 14, width: ROOM, height: 24 };
    const middle = { ...band, x: WIDTH / 2 - 45, width: 90 };
    parts.push(
      box(band, { fill: '#fef3c7', stroke: '#92400e' }),
      hatch(band, '#92400e'),
      box(middle, { fill: '#fef3c7' }),
    );
    parts.push(line(WIDTH / 2, 31, 'DRILL', { size: 14, weight: 'semibold', fill: '#78350f', anchor: 'middle' }));
    y = 60;
  }
  const title = wrap(told.state.title, { font: semibold, size: 18, width: ROOM });
  for (const words of title) {
    parts.push(line(EDGE, y, words, { size: 18, weight: 'semibold', fill: INK }));
    y += 22;
  }
  for (const facts of factsOf(told, chart)) {
    for (const words of wrap(facts, { font: regular, size: 13, width: ROOM })) {
      parts.push(line(EDGE, y, words, { size: 13, fill: SOFT }));
      y += 17;
    }
  }
  return { parts, end: y - 2 };
}

type Flags = Part & { rows: Map<Milestone['name'], number> };

/** Milestones by name and time above their lines: two that are near each other stand in two rows. */
function drawFlags({ milestones }: Chart, zone: string, top: number, { x, fonts }: Lay): Flags {
  const ends: number[] = [];
  const rows = new Map<Milestone['name'], number>();
  const parts: string[] = [];
  for (const { name, at } of milestones) {
    const words = `${name} ${clockWords(wallTimeAt(at, zone))}`;
    const width = fonts.semibold.widthOf(words) * 12;
    const left = Math.min(Math.max(x(at) - width / 2, EDGE), WIDTH - EDGE - width);
    const free = ends.findIndex((end) => end + 8 <= left);
    const row = free < 0 ? ends.length : free;
    ends[row] = left + width;
    const y = top + 13 + row * 17;
    rows.set(name, y + 4);
    parts.push(box({ x: left - 2, y: y - 12, width: width + 4, height: 16 }, { fill: PAPER, 'fill-opacity': 0.9 }));
    parts.push(line(left, y, words, { size: 12, weight: 'semibold', fill: INK }));
  }
  return { parts, rows, end: top + ends.length * 17 + 6 };
}

type Axis = Part & { grid: string[] };
type Within = { top: number; y: number; x: Lay['x'] };

/** As many hours as have room beside each other. */
const TICKS = 5;

function drawAxis({ within }: Chart, zone: string, { top, y, x }: Within): Axis {
  const ticks = axisTicks(within, zone, TICKS);
  const grid = ticks.map(({ at }) => box({ x: x(at) - 0.4, y: top, width: 0.8, height: y - top }, { fill: GRID }));
  const base = box({ x: PLOT.from, y, width: PLOT.to - PLOT.from, height: 1 }, { fill: SOFT });
  const days = ticks.filter(({ day }) => day !== undefined).length;
  const words = ticks.flatMap(({ at, clock, day }) => {
    const place = Math.min(x(at), WIDTH - EDGE - 18);
    const look = { size: 12, fill: INK, anchor: 'middle' } as const;
    if (clock === '') return day === undefined ? [] : [line(place, y + 16, day, look)];
    const below =
      day === undefined || (days > TICKS && clock !== '00:00')
        ? []
        : [line(place, y + 31, day, { ...look, fill: SOFT })];
    return [line(place, y + 16, clock, look), ...below];
  });
  const named = `Times in ${zoneWords(within, zone)}`;
  const low = ticks.some(({ clock, day }) => clock !== '' && day !== undefined) ? 49 : 34;
  const label = line(PLOT.to, y + low, named, { size: 12, fill: SOFT, anchor: 'end' });
  return { grid, parts: [base, ...words, label], end: y + low + 8 };
}

const SIGNS = [
  ['good', 'well'],
  ['bad', 'failed'],
  ['rings', 'rings'],
  ['waits', 'not over'],
] as const;

function drawSigns({ later }: Chart, y: number, { regular }: Fonts): Part {
  const notes = [
    'Severity by height. Strokes: the higher, the more at once.',
    ...(later > 0 ? [`${later} ${later === 1 ? 'entry' : 'entries'} after its end not drawn.`] : []),
  ];
  return drawLegend(y, { signs: SIGNS, notes, regular });
}

function points(value: number): number {
  return Math.round(value * 100) / 100;
}
