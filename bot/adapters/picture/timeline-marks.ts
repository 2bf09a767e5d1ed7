import type { Bar, Milestone, Tick } from '../../domain/incident/chart.ts';
import type { IncidentState, Severity } from '../../domain/incident/state.ts';
import { box } from './svg.ts';

export const INK = '#111827';
export const SOFT = '#4b5563';
export const RULE = '#d5dbe3';
export const GRID = '#e5e7eb';
export const PAPER = '#ffffff';

type Mark = Bar['mark'];

/** What stands at the end of a bar. */
export type Sign = 'good' | 'bad' | 'waits' | 'rings';

/** Each pair has a contrast of at least 4.5 to 1 on white (WCAG 2.2, 1.4.3). */
const PAINT: Record<Mark, { ink: string; fill: string }> = {
  good: { ink: '#166534', fill: '#bbf7d0' },
  bad: { ink: '#991b1b', fill: '#fecaca' },
  waits: { ink: '#1e40af', fill: '#dbeafe' },
  rang: { ink: '#9a3412', fill: '#ffedd5' },
};

const DISC: Record<Sign, string> = {
  good: PAINT.good.ink,
  bad: PAINT.bad.ink,
  waits: PAINT.waits.ink,
  rings: PAINT.rang.ink,
};

/** How high a band stands says how severe it was; its colour only helps. */
export const SEVERITY: Record<Severity, { height: number; fill: string; ink: string }> = {
  critical: { height: 26, fill: '#991b1b', ink: '#ffffff' },
  major: { height: 17, fill: '#fb923c', ink: '#431407' },
  minor: { height: 8, fill: '#fde68a', ink: '#422006' },
};

/** Full, hatched, empty. */
export const STATUS: Record<IncidentState['is'], { fill: string; stroke: string; ink: string; hatched: boolean }> = {
  open: { fill: '#1f2937', stroke: '#1f2937', ink: '#ffffff', hatched: false },
  mitigated: { fill: '#fef3c7', stroke: '#92400e', ink: '#78350f', hatched: true },
  resolved: { fill: '#ffffff', stroke: '#166534', ink: '#166534', hatched: false },
};

export const STATUS_WORDS: Record<IncidentState['is'], string> = {
  open: 'open',
  mitigated: 'mitigated',
  resolved: 'resolved',
};

/** Each line has dashes of its own. */
export const DASHES: Record<Milestone['name'], string> = {
  detected: '1 3',
  declared: '3 3',
  acknowledged: '6 3',
  mitigated: '10 3',
  resolved: '100 0',
};

type Around = { x: number; y: number; width: number; height: number };

/** Strokes from corner to corner of stretches of it, each inside. */
export function hatch({ x, y, width, height }: Around, ink: string): string {
  const gap = 7;
  const count = Math.floor((width - height) / gap);
  if (count < 1) return '';
  const strokes = Array.from(
    { length: count },
    (_, at) => `M${points(x + 3 + at * gap)} ${y + height}l${height} -${height}`,
  );
  return `<path d="${strokes.join('')}" stroke="${ink}" stroke-width="1" stroke-opacity="0.55" fill="none"/>`;
}

/** A bar from its beginning to its end, with how it ended as a sign; what is not over has no right edge. */
export function drawBar({ mark, open }: Bar, around: Around): string {
  const { ink, fill } = PAINT[mark];
  const width = Math.max(3, around.width);
  const body = { ...around, width };
  const middle = around.y + around.height / 2;
  const edge = open
    ? `<path d="M${points(around.x + width)} ${around.y}h-${points(width)}v${around.height}h${points(width)}" fill="none" stroke="${ink}" stroke-width="1.4"/>`
    : box({ ...body, radius: 2 }, { fill: 'none', stroke: ink, 'stroke-width': 1.4 });
  const inside = mark === 'bad' || mark === 'rang' ? hatch(body, ink) : '';
  return (
    box({ ...body, radius: open ? 0 : 2 }, { fill }) +
    inside +
    edge +
    drawSign(signOf(mark, open), { x: around.x + width, y: middle })
  );
}

/** An alarm that is quiet again ended well. */
function signOf(mark: Mark, open: boolean): Sign {
  if (mark !== 'rang') return mark;
  return open ? 'rings' : 'good';
}

/** A tick, a cross, an arrow or a call on a disc: around the middle of it. */
export function drawSign(sign: Sign, { x, y }: { x: number; y: number }): string {
  const ink = DISC[sign];
  const disc = `<circle cx="${points(x)}" cy="${points(y)}" r="6.5" fill="${ink}" stroke="${PAPER}" stroke-width="1"/>`;
  const stroke = 'fill="none" stroke="#ffffff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"';
  return `${disc}<path d="M${points(x)} ${points(y)}${SIGN[sign]}" ${stroke}/>`;
}

const SIGN: Record<Sign, string> = {
  good: 'm-3 0l2.2 2.4l3.8 -4.8',
  bad: 'm-2.4 -2.4l4.8 4.8m0 -4.8l-4.8 4.8',
  waits: 'm-3 0h5.6m-2.4 -2.6l2.6 2.6l-2.6 2.6',
  rings: 'm0 -3.4v3.6m0 3v.01',
};

/** How wide one stroke of ticks is: what happens within it is one stroke, the higher the more it is. */
const BIN = 4;

type Bin = { count: number; bad: boolean };

/** Ticks of a row as strokes of a height by their number (its logarithm), with a cross above where something failed. */
export function drawTicks(ticks: readonly Tick[], x: (at: number) => number, around: Around): string {
  const bins = new Map<number, Bin>();
  for (const { at, bad } of ticks) {
    const place = Math.min(Math.floor((x(at) - around.x) / BIN), Math.ceil(around.width / BIN) - 1);
    const bin = bins.get(place) ?? { count: 0, bad: false };
    bins.set(place, { count: bin.count + 1, bad: bin.bad || bad });
  }
  const most = Math.log2(1 + Math.max(2, ...[...bins.values()].map(({ count }) => count)));
  return [...bins].map(([place, bin]) => drawBin(bin, around.x + place * BIN, { most, around })).join('');
}

function drawBin({ count, bad }: Bin, x: number, { most, around }: { most: number; around: Around }): string {
  const height = Math.max(5, (Math.log2(1 + count) / most) * around.height);
  const stroke = { x: x + 0.5, y: around.y + around.height - height, width: BIN - 1, height };
  const failed = bad
    ? `<path d="M${points(x + 2)} ${points(stroke.y - 3)}m-2.4 -2.4l4.8 4.8m0 -4.8l-4.8 4.8" fill="none" stroke="${PAINT.bad.ink}" stroke-width="1.6"/>`
    : '';
  return box(stroke, { fill: bad ? PAINT.bad.ink : '#475569' }) + failed;
}

function points(value: number): number {
  return Math.round(value * 100) / 100;
}
