import { STEPS, type Step } from '../../domain/incident/clocks.ts';
import {
  type Counted,
  type Figures,
  type FiguresOf,
  figuresTitle,
  type Spread,
} from '../../domain/incident/figures.ts';
import { lastingWords } from '../../domain/incident/lasting.ts';
import { MINUTE } from '../../domain/instant.ts';
import type { Fonts } from './render.ts';
import { box, type Drawing, drawing, line } from './svg.ts';
import { GRID, hatch, INK, PAPER, RULE, SEVERITY, SOFT } from './timeline-marks.ts';
import { wrap } from './wrap.ts';

/** A phone's width. */
const WIDTH = 390;
const EDGE = 14;
const ROOM = WIDTH - 2 * EDGE;
/** Where the columns of a table end or begin. */
const COLUMN = { bar: 112, barEnd: 208, median: 286, ninetieth: WIDTH - EDGE } as const;

type Part = { parts: string[]; end: number };

/** Incidents of a time by severity, with how long each step took; drills below, apart. */
export function drawFigures(figures: Figures, fonts: Fonts): Drawing {
  const longest = longestOf([...figures.real, ...figures.drills]);
  const parts: string[] = [];
  let y = 31;
  for (const words of wrap(figuresTitle(figures), { font: fonts.semibold, size: 18, width: ROOM })) {
    parts.push(line(EDGE, y, words, { size: 18, weight: 'semibold', fill: INK }));
    y += 22;
  }
  for (const draw of [
    (top: number) => drawGroup(figures.real, top, { longest, none: 'No incident but drills' }),
    (top: number) => (figures.drills.length === 0 ? { parts: [], end: top } : drawDrills(figures.drills, top, longest)),
    (top: number) => drawMost('Hosts that most was run on', figures.hosts, top, fonts),
    (top: number) => drawMost('Commands that were run most', figures.commands, top, fonts),
    (top: number) => drawNotes(figures, top, fonts),
  ]) {
    const drawn = draw(y);
    parts.push(...drawn.parts);
    y = drawn.end;
  }
  const height = Math.ceil(y + EDGE);
  const paper = { x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, radius: 10 };
  return drawing(WIDTH, height, [box(paper, { fill: PAPER, stroke: RULE }), ...parts]);
}

function longestOf(all: readonly FiguresOf[]): number {
  return Math.max(MINUTE, ...all.flatMap(({ times }) => Object.values(times).map(({ ninetieth }) => ninetieth)));
}

function drawGroup(
  group: readonly FiguresOf[],
  top: number,
  { longest, none }: { longest: number; none: string },
): Part {
  if (group.length === 0) return { parts: [line(EDGE, top + 14, none, { size: 13, fill: SOFT })], end: top + 28 };
  const look = { size: 12, fill: SOFT, anchor: 'end' } as const;
  const parts = [line(COLUMN.median, top + 12, 'median', look), line(COLUMN.ninetieth, top + 12, '90 in 100', look)];
  let y = top + 20;
  const most = Math.max(...group.map(({ count }) => count));
  for (const one of group) {
    const drawn = drawSeverity(one, y, { longest, most });
    parts.push(...drawn.parts);
    y = drawn.end;
  }
  return { parts, end: y };
}

function drawSeverity(of: FiguresOf, top: number, { longest, most }: { longest: number; most: number }): Part {
  const { fill } = SEVERITY[of.severity];
  const open = of.open > 0 ? ` · ${of.open} not over` : '';
  const hours = of.counted === 'business' ? ' · in business hours' : '';
  const words = `${of.severity}: ${of.count}${open}${hours}`;
  const width = (ROOM * of.count) / most;
  const left = (width * of.open) / of.count;
  const bar = { x: EDGE, y: top + 20, width, height: 7 };
  const parts = [
    line(EDGE, top + 14, words, { size: 13, weight: 'semibold', fill: INK }),
    box({ ...bar, radius: 2 }, { fill }),
    ...(of.open > 0
      ? [
          box({ ...bar, x: EDGE + width - left, width: left }, { fill: PAPER, stroke: fill }),
          hatch({ ...bar, x: EDGE + width - left, width: left }, INK),
        ]
      : []),
  ];
  let y = top + 34;
  for (const step of STEPS) {
    parts.push(...drawStep(step, of.times[step], y, longest));
    y += 18;
  }
  return { parts, end: y + 8 };
}

function drawStep(step: Step, spread: Spread | undefined, y: number, longest: number): string[] {
  const look = { size: 12, fill: INK, anchor: 'end' } as const;
  const label = line(EDGE, y + 12, step, { size: 12, fill: INK });
  if (!spread) return [label, line(COLUMN.median, y + 12, 'none yet', { ...look, fill: SOFT })];
  const place = (time: number) =>
    COLUMN.bar + (Math.log(1 + time / MINUTE) / Math.log(1 + longest / MINUTE)) * (COLUMN.barEnd - COLUMN.bar);
  const [from, to] = [place(spread.median), place(spread.ninetieth)];
  const track = { x: COLUMN.bar, y: y + 7, width: COLUMN.barEnd - COLUMN.bar, height: 2 };
  return [
    label,
    box(track, { fill: GRID }),
    box({ x: from, y: y + 6, width: Math.max(1, to - from), height: 4 }, { fill: SOFT }),
    `<circle cx="${from.toFixed(1)}" cy="${y + 8}" r="4" fill="${INK}"/>`,
    `<path d="M${to.toFixed(1)} ${y + 3}v10" stroke="${INK}" stroke-width="2"/>`,
    line(COLUMN.median, y + 12, lastingWords(spread.median), look),
    line(COLUMN.ninetieth, y + 12, lastingWords(spread.ninetieth), look),
  ];
}

function drawDrills(drills: readonly FiguresOf[], top: number, longest: number): Part {
  const band = { x: EDGE, y: top + 4, width: ROOM, height: 22 };
  const words = line(EDGE + 8, top + 20, 'Drills, counted apart', { size: 13, weight: 'semibold', fill: '#78350f' });
  const drawn = drawGroup(drills, top + 32, { longest, none: '' });
  return { parts: [box(band, { fill: '#fef3c7', stroke: '#92400e' }), words, ...drawn.parts], end: drawn.end };
}

function drawMost(title: string, most: readonly Counted[], top: number, { regular }: Fonts): Part {
  if (most.length === 0) return { parts: [], end: top };
  const parts = [
    box({ x: EDGE, y: top, width: ROOM, height: 0.8 }, { fill: GRID }),
    line(EDGE, top + 19, title, { size: 13, weight: 'semibold', fill: INK }),
  ];
  let y = top + 26;
  const largest = most[0]?.count ?? 1;
  for (const { name, count } of most) {
    const lines = wrap(name, { font: regular, size: 12, width: 180 });
    parts.push(...lines.map((words, at) => line(EDGE, y + 13 + at * 15, words, { size: 12, fill: INK })));
    const width = (120 * count) / largest;
    parts.push(box({ x: 206, y: y + 4, width, height: 10, radius: 2 }, { fill: '#475569' }));
    parts.push(line(206 + width + 6, y + 13, `${count}`, { size: 12, fill: INK }));
    y += 5 + 15 * lines.length;
  }
  return { parts, end: y + 10 };
}

function drawNotes({ cut }: Figures, top: number, { regular }: Fonts): Part {
  const words = `Times since it was detected, as the policy counts them: dot the median, stroke 90 in 100 (nearest rank).${cut ? ' Not all were counted: ask for a shorter time.' : ''}`;
  const lines = wrap(words, { font: regular, size: 12, width: ROOM });
  return {
    parts: lines.map((each, at) => line(EDGE, top + 16 + at * 16, each, { size: 12, fill: SOFT })),
    end: top + 6 + lines.length * 16,
  };
}

/** The same in words, for whoever does not see it: at most 1,000 characters. */
export function figuresAlt(figures: Figures): string {
  const times = ({ times: of }: FiguresOf) =>
    STEPS.flatMap((step) => {
      const spread = of[step];
      return spread ? [`${step} in ${lastingWords(spread.median)} (90 in 100: ${lastingWords(spread.ninetieth)})`] : [];
    });
  const group = (all: readonly FiguresOf[]) =>
    all.map((one) => [`${one.severity} ${one.count}, ${one.open} not over`, ...times(one)].join(', ')).join('; ');
  const named = (title: string, most: readonly Counted[]) =>
    most.length === 0 ? [] : [`${title}: ${most.map(({ name, count }) => `${name} ${count}`).join(', ')}`];
  const words = [
    `${figuresTitle(figures)}: ${group(figures.real)}`,
    ...(figures.drills.length > 0 ? [`Drills: ${group(figures.drills)}`] : []),
    ...named('Hosts', figures.hosts),
    ...named('Commands', figures.commands),
  ].join('. ');
  const letters = [...words];
  return letters.length <= 1_000 ? words : `${letters.slice(0, 999).join('')}…`;
}
