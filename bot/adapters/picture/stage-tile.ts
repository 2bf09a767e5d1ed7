import type { Side } from '../../domain/deployment/stage.ts';
import type { StageIs } from '../../domain/deployment/state.ts';
import { box, line } from './svg.ts';

export const TILE = { width: 55, height: 48 } as const;

/** Ink on fill, each pair with a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3). */
const PAINT: Record<StageIs, { ink: string; fill: string }> = {
  open: { ink: '#111827', fill: '#ffffff' },
  begun: { ink: '#1e3a8a', fill: '#dbeafe' },
  asked: { ink: '#7c2d12', fill: '#ffedd5' },
  done: { ink: '#ffffff', fill: '#166534' },
  'not-applicable': { ink: '#4b5563', fill: '#e5e7eb' },
};

/** Edges tell parties apart by their shape; the colours only help. */
const EDGE: Record<Side | 'undecided', { radius: number; stroke: string; dashes?: string }> = {
  owner: { radius: 2, stroke: '#1d4ed8' },
  vendor: { radius: 20, stroke: '#9a3412' },
  undecided: { radius: 9, stroke: '#991b1b', dashes: '5 3' },
};

export type Tile = { order: number; is: StageIs; side: Side | undefined };

/** A stage: its number, its state as a sign below, its party as the shape. `x` and `y` are the upper left corner. */
export function drawTile({ order, is, side }: Tile, { x, y }: { x: number; y: number }): string {
  const { ink, fill } = PAINT[is];
  const middle = x + TILE.width / 2;
  const number = line(middle, y + 20, `${order}`, { size: 15, weight: 'semibold', fill: ink, anchor: 'middle' });
  return edgeOf(side, fill, { x, y, ...TILE }) + number + drawSign(is, { x: middle, y: y + 33 });
}

type Around = { x: number; y: number; width: number; height: number };

/** The shape of a party, alone: for the legend. */
export function drawParty(side: Side | undefined, { x, y }: { x: number; y: number }): string {
  return edgeOf(side, '#ffffff', { x, y, width: 28, height: 18 });
}

function edgeOf(side: Side | undefined, fill: string, around: Around): string {
  const { radius, stroke, dashes } = EDGE[side ?? 'undecided'];
  const inside = { x: around.x + 1, y: around.y + 1, width: around.width - 2, height: around.height - 2 };
  const rounded = Math.min(radius, inside.height / 2);
  return box(
    { ...inside, radius: rounded },
    { fill, stroke, 'stroke-width': 2, ...(dashes !== undefined && { 'stroke-dasharray': dashes }) },
  );
}

/** A state as a sign, drawn around its middle: the font has none of these. Nothing for what is open. */
export function drawSign(is: StageIs, { x, y }: { x: number; y: number }, ink = PAINT[is].ink): string {
  const stroke = `fill="none" stroke="${ink}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"`;
  switch (is) {
    case 'open':
      return '';
    case 'begun':
      return `<path d="M${x - 4} ${y - 5.5}l9 5.5l-9 5.5z" fill="${ink}"/>`;
    case 'asked':
      return `<path d="M${x - 7} ${y}h.01M${x} ${y}h.01M${x + 7} ${y}h.01" ${stroke.replace('2.2', '4')}/>`;
    case 'done':
      return `<path d="M${x - 6} ${y}l4 4.5l8 -9" ${stroke}/>`;
    case 'not-applicable':
      return `<path d="M${x - 7} ${y}h14" ${stroke}/>`;
    default:
      return is satisfies never;
  }
}
