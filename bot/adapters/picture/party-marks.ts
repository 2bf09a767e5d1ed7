import type { Party, PartyKind } from '../../domain/matrix/matrix.ts';
import { box, line } from './svg.ts';

/** How a party looks in a cell: its letters are its own, its shape says what kind of party it is; colour only helps. */
export type Mark = {
  letters: string;
  shape: 'square' | 'pill' | 'hatched' | 'dash' | 'question';
  ink: string;
  fill: string;
};

const SHAPE = { owner: 'square', vendor: 'pill', 'vendor-paid': 'hatched', none: 'dash' } as const satisfies Record<
  PartyKind,
  Mark['shape']
>;

/** Ink on fill: each pair has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3). A second party of a kind gets the second pair. */
const PAINT: Record<PartyKind, readonly [ink: string, fill: string][]> = {
  owner: [
    ['#ffffff', '#1d4ed8'],
    ['#ffffff', '#0f766e'],
  ],
  vendor: [
    ['#7c2d12', '#fed7aa'],
    ['#701a75', '#f5d0fe'],
  ],
  'vendor-paid': [
    ['#7c2d12', '#fff7ed'],
    ['#701a75', '#fdf4ff'],
  ],
  none: [['#6b7280', 'none']],
};

export const UNLISTED: Mark = { letters: '?', shape: 'question', ink: '#991b1b', fill: '#fee2e2' };

/** The marks of a profile's parties, by the party's id: no two alike, whatever the colours. */
export function marksOf(parties: readonly Party[]): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  const taken = new Set<string>([UNLISTED.letters]);
  for (const { id, label, kind } of parties) {
    const paints = PAINT[kind];
    const before = parties.filter((one) => one.kind === kind).findIndex((one) => one.id === id);
    const [ink, fill] = paints[before % paints.length] ?? ['#111827', '#ffffff'];
    const letters = kind === 'none' && !taken.has('–') ? '–' : freeLetters(label, taken);
    taken.add(letters);
    marks.set(id, { letters, shape: SHAPE[kind], ink, fill });
  }
  return marks;
}

/** The first letters of two of its words (`Platform Owner`: PO), or of one and a number when others have taken these. */
function freeLetters(label: string, taken: ReadonlySet<string>): string {
  const initials = label.split(/[^\p{L}\p{N}]+/u).flatMap((word) => [...word].slice(0, 1));
  const [first = '?', ...more] = initials.map((letter) => letter.toUpperCase());
  const numbers = Array.from({ length: 99 }, (_, index) => `${index + 2}`);
  const letters = [...more, ...(more.length === 0 ? [''] : []), ...numbers].map((next) => first + next);
  return letters.find((one) => !taken.has(one)) ?? label;
}

export const MARK = { width: 38, height: 20 } as const;

/** Drawn around its middle. */
export function drawMark({ letters, shape, ink, fill }: Mark, middle: { x: number; y: number }): string {
  const { x, y } = middle;
  const words = line(x, y + 4.3, letters, { size: 12, weight: 'semibold', fill: ink, anchor: 'middle' });
  if (shape === 'dash') return words;
  const around = { x: x - MARK.width / 2, y: y - MARK.height / 2, ...MARK };
  const radius = shape === 'square' || shape === 'question' ? 3 : MARK.height / 2;
  if (shape === 'square') return box({ ...around, radius }, { fill }) + words;
  const edge = { fill, stroke: ink, 'stroke-width': 1.2 };
  if (shape !== 'hatched') return box({ ...around, radius }, edge) + words;
  const dashed = { ...edge, 'stroke-dasharray': '3 2' };
  return box({ ...around, radius }, dashed) + hatch(x, y, ink) + words;
}

/** Strokes beside the letters, never behind them. */
function hatch(x: number, y: number, ink: string): string {
  const strokes = [-16.5, -13.7, 10.7, 13.5].map((at) => `M${x + at} ${y + 4}l3 -8`);
  return `<path d="${strokes.join('')}" stroke="${ink}" stroke-width="1.1" fill="none"/>`;
}
