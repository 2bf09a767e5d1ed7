import type { Span } from '../../domain/calendar/spans.ts';
import { UTC } from '../../domain/calendar/zone.ts';
import { axisTicks, zoneWords } from '../../domain/incident/axis.ts';
import { HOUR } from '../../domain/instant.ts';
import { writeRequestId } from '../../domain/language/run-id.ts';
import { isOn, type VendorClock } from '../../domain/vendor/clock.ts';
import { isLate, type MeasuredRequest, overAt, sentAt, type VendorFigures } from '../../domain/vendor/figures.ts';
import { isMissed, keptByClock, openWords, paidWords, standingWords, vendorTitle } from '../../domain/vendor/told.ts';
import { drawLegend } from './legend.ts';
import type { Fonts } from './render.ts';
import { box, type Drawing, drawing, line } from './svg.ts';
import { EDGE, type Part, PLOT, type Scale, scaleOf, WIDTH } from './timeline-lanes.ts';
import { drawBar, drawSign, GRID, INK, PAPER, RULE, type Sign, SOFT } from './timeline-marks.ts';
import { wrap } from './wrap.ts';

const ROOM = WIDTH - 2 * EDGE;
const BAR = 12;
const ROW = 44;
/** As many requests as a phone is scrolled through; the latest, and what is open. */
export const DRAWN = 24;

/** Requests to a vendor over time, each a bar with when it was due and how its targets were kept. */
export function drawVendor(figures: VendorFigures, fonts: Fonts): Drawing {
  const shown = drawnOf(figures);
  const within = withinOf(shown, figures);
  const x = scaleOf(within);
  const head = drawHead(figures, fonts);
  const rows = shown.map((request, at) =>
    drawRow(request, head.end + at * ROW, { x, now: figures.to, last: within.to, fonts }),
  );
  const bottom = head.end + shown.length * ROW;
  const axis = drawAxis(figures, { within, x, top: head.end, y: bottom });
  const legend = drawSigns(figures, axis.end, { fonts, left: figures.requests.length - inTime(shown, figures) });
  const height = Math.ceil(legend.end + EDGE);
  const paper = { x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, radius: 10 };
  return drawing(WIDTH, height, [
    box(paper, { fill: PAPER, stroke: RULE }),
    ...axis.grid,
    ...head.parts,
    ...rows.flat(),
    ...axis.parts,
    ...legend.parts,
  ]);
}

/** What is open however old, then the latest of the others; in the order in which they were sent. */
function drawnOf({ requests, open }: VendorFigures): MeasuredRequest[] {
  const opened = open.slice(0, DRAWN);
  const others = requests.filter(({ id }) => !open.some((one) => one.id === id));
  const latest = others.slice(Math.max(0, others.length - (DRAWN - opened.length)));
  return [...opened, ...latest].sort((a, b) => sentAt(a.state) - sentAt(b.state));
}

function inTime(shown: readonly MeasuredRequest[], { from }: VendorFigures): number {
  return shown.filter(({ state }) => sentAt(state) >= from).length;
}

/** From the first that is drawn to now, and as far ahead as something is due, a quarter more at most. */
function withinOf(shown: readonly MeasuredRequest[], { to }: VendorFigures): Span {
  const from = Math.min(to - HOUR, ...shown.map(({ state }) => sentAt(state)));
  const dues = shown.flatMap(({ clocks }) => clocks.filter(isOn).map(({ due }) => due));
  return { from, to: Math.max(to, Math.min(to + (to - from) / 4, Math.max(to, ...dues))) };
}

function drawHead(figures: VendorFigures, { regular, semibold }: Fonts): Part {
  const parts: string[] = [];
  let y = 31;
  for (const words of wrap(vendorTitle(figures), { font: semibold, size: 18, width: ROOM })) {
    parts.push(line(EDGE, y, words, { size: 18, weight: 'semibold', fill: INK }));
    y += 22;
  }
  const facts = [
    openWords(figures),
    ...keptByClock(figures).map(({ of, words }) => `${of}: ${words}`),
    ...figures.paid.map((month) => `paid work ${month.month}: ${paidWords(month)}`),
  ];
  for (const words of facts.flatMap((fact) => wrap(fact, { font: regular, size: 13, width: ROOM }))) {
    parts.push(line(EDGE, y, words, { size: 13, fill: SOFT }));
    y += 17;
  }
  return { parts, end: y + 4 };
}

type Lay = { x: Scale; now: number; last: number; fonts: Fonts };

function drawRow(request: MeasuredRequest, top: number, { x, now, last, fonts }: Lay): string[] {
  const { id, state, clocks } = request;
  const over = overAt(state);
  const [from, to] = [x(sentAt(state)), x(over ?? now)];
  const bar = { x: from, y: top + 5, width: Math.max(4, to - from), height: BAR };
  const mark = isMissed(request) ? 'bad' : over === undefined ? 'waits' : 'good';
  const isPlain = over !== undefined && mark === 'good' && state.clock?.done === undefined;
  const drawn = isPlain
    ? box({ ...bar, radius: 2 }, { fill: GRID, stroke: SOFT, 'stroke-width': 1.4 })
    : drawBar({ from: sentAt(state), to: over ?? now, mark, open: over === undefined }, bar);
  return [
    line(EDGE, top + 15, writeRequestId(id), { size: 12, weight: 'semibold', fill: INK }),
    line(EDGE, top + 31, state.priority, { size: 12, fill: SOFT }),
    drawn,
    ...clocks.flatMap((clock) => (isDrawn(clock, last) ? [drawDue(clock, { x, y: bar.y })] : [])),
    ...drawTargets(clocks, { left: PLOT.from, y: top + 31, ending: isPlain ? state.is : undefined, fonts }),
  ];
}

/** What is due beyond the picture has no place in it, and of what ended before it counts nothing was due. */
function isDrawn({ is, due }: VendorClock, last: number): boolean {
  return is !== 'void' && due <= last;
}

/** Solid for the end of the work, dotted for what comes before. */
function drawDue({ of, due }: VendorClock, { x, y }: { x: Scale; y: number }): string {
  const dashes = of === 'done' ? '' : ' stroke-dasharray="2 2"';
  return `<path d="M${x(due).toFixed(1)} ${y - 4}v${BAR + 8}" stroke="${INK}" stroke-width="1.6"${dashes}/>`;
}

/** Each target by a sign and its name. */
function drawTargets(
  clocks: readonly VendorClock[],
  { left, y, ending, fonts: { regular } }: { left: number; y: number; ending: string | undefined; fonts: Fonts },
): string[] {
  const parts: string[] = [];
  let x = left;
  for (const clock of clocks) {
    const sign = signOf(clock);
    if (!sign) continue;
    parts.push(drawSign(sign, { x: x + 7, y: y - 4 }), line(x + 17, y, clock.of, { size: 12, fill: INK }));
    x += 17 + regular.widthOf(clock.of) * 12 + 10;
  }
  if (ending !== undefined) parts.push(line(x, y, ending, { size: 12, fill: INK }));
  return parts;
}

function signOf(clock: VendorClock): Sign | undefined {
  if (clock.is === 'void') return undefined;
  if (clock.is === 'kept') return 'good';
  return clock.is === 'missed' || isLate(clock) ? 'bad' : 'waits';
}

const TICKS = 5;

function drawAxis(
  { vendor: { zone = UTC }, to: now }: VendorFigures,
  { within, x, top, y }: { within: Span; x: Scale; top: number; y: number },
): Part & { grid: string[] } {
  const ticks = axisTicks(within, zone, TICKS);
  const grid = ticks.map(({ at }) => box({ x: x(at) - 0.4, y: top, width: 0.8, height: y - top }, { fill: GRID }));
  const words = ticks.map(({ at, clock, day }) => {
    const place = Math.min(x(at), WIDTH - EDGE - 18);
    return line(place, y + 16, clock === '' ? (day ?? '') : clock, { size: 12, fill: INK, anchor: 'middle' });
  });
  const today = `<path d="M${x(now).toFixed(1)} ${top}V${y}" stroke="${SOFT}" stroke-width="1" stroke-dasharray="6 3"/>`;
  const named = `Times in ${zoneWords(within, zone)}; the dashed line is now`;
  const label = line(PLOT.to, y + 34, named, { size: 12, fill: SOFT, anchor: 'end' });
  const base = box({ x: PLOT.from, y, width: PLOT.to - PLOT.from, height: 1 }, { fill: SOFT });
  return { grid: [...grid, today], parts: [base, ...words, label], end: y + 42 };
}

const SIGNS = [
  ['good', 'kept'],
  ['bad', 'missed or late'],
  ['waits', 'not over'],
] as const;

function drawSigns(
  { cut }: VendorFigures,
  y: number,
  { fonts: { regular }, left }: { fonts: Fonts; left: number },
): Part {
  const notes = [
    'Strokes: when it was due; solid when done, dotted before. Hatched: a target was missed.',
    ...(left > 0 ? [`${left} older not drawn.`] : []),
    ...(cut ? ['Not all were counted: ask for a shorter time.'] : []),
  ];
  return drawLegend(y, { signs: SIGNS, notes, regular });
}

/** The same in words, for whoever does not see it: at most 1,000 characters. */
export function vendorAlt(figures: VendorFigures): string {
  const kept = keptByClock(figures).map(({ of, words }) => `${of} ${words}`);
  const rows = drawnOf(figures)
    .reverse()
    .map(({ id, state, clocks }) =>
      [
        `${writeRequestId(id)} ${state.priority} ${state.is}`,
        ...clocks.map((one) => `${one.of} ${standingWords(one)}`),
      ].join(', '),
    );
  const words = `${vendorTitle(figures)}, ${openWords(figures)}. ${kept.join('; ')}. ${rows.join('; ')}`;
  const letters = [...words];
  return letters.length <= 1_000 ? words : `${letters.slice(0, 999).join('')}…`;
}
