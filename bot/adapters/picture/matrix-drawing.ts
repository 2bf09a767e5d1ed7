import type { Party, PartyKind } from '../../domain/matrix/matrix.ts';
import type { Ruling } from '../../domain/matrix/rule.ts';
import type { MatrixTold, RowTold } from '../../domain/matrix/told.ts';
import { KINDS, type Kind } from '../../domain/target.ts';
import { paged } from './matrix-pages.ts';
import { drawMark, MARK, type Mark, marksOf, UNLISTED } from './party-marks.ts';
import type { Fonts } from './render.ts';
import { box, type Drawing, drawing, line } from './svg.ts';
import { wrap } from './wrap.ts';

type Told = Extract<MatrixTold, { is: 'matrix' }>;

/** One picture of the table: the drawing, and the rows that it shows. */
export type MatrixPage = { drawing: Drawing; rows: RowTold[]; page: number; pages: number };

/** A phone's width; a page's rows are at most about a phone's height, so that nobody has to enlarge them to read. */
const WIDTH = 390;
const ROWS_MOST = 640;
/** A profile is one state of 8 KB: some two hundred rows at most. */
const PAGES = 6;

const EDGE = 14;
const COLUMN = 53;
const COLUMNS = WIDTH - EDGE - KINDS.length * COLUMN;
const LABEL = COLUMNS - EDGE - 6;
const LETTER = 13;
const LEADING = 16;
const SECTION = 26;

const INK = '#111827';
const SOFT = '#4b5563';
const PAPER = '#ffffff';
const BAND = '#eef2f7';
const RULE = '#d5dbe3';

/** Column titles in two lines: what the targets belong to, and what they are. */
const TITLE: Record<Kind, [of: string, what: string]> = {
  'user-host': ['User', 'Host'],
  'infrastructure-host': ['Infra', 'Host'],
  'infrastructure-container': ['Infra', 'Container'],
  'end-user-container': ['End-User', 'Container'],
};

const MEANS: Record<PartyKind, string> = {
  owner: 'we do it',
  vendor: 'the vendor does it',
  'vendor-paid': 'the vendor does it, as paid work',
  none: 'it does not exist there',
};

type Laid = { row: RowTold; lines: string[]; height: number; begins: boolean };

/** Draws the table of a profile. Each picture has the title, what the marks mean and the names of the columns. */
export function drawMatrix(told: Told, fonts: Fonts): MatrixPage[] {
  const laid = told.rows.map((row, index) => layRow(row, told.rows[index - 1]?.section, fonts));
  const pages = paged(laid, { most: ROWS_MOST, pages: PAGES });
  const marks = marksOf(told.parties);
  return pages.map((rows, index) => {
    const page = { page: index + 1, pages: pages.length };
    const drawn = drawPage(told, rows, { ...page, marks, fonts });
    return { drawing: drawn, rows: rows.map(({ row }) => row), ...page };
  });
}

function layRow(row: RowTold, before: string | undefined, { regular }: Fonts): Laid {
  const lines = wrap(row.label, { font: regular, size: LETTER, width: LABEL });
  const begins = row.section !== undefined && row.section !== before;
  return { row, lines, height: rowHeight(lines) + (begins ? SECTION : 0), begins };
}

function rowHeight(lines: readonly string[]): number {
  return Math.max(MARK.height, lines.length * LEADING) + 10;
}

type Page = { page: number; pages: number; marks: Map<string, Mark>; fonts: Fonts };

function drawPage(told: Told, rows: readonly Laid[], page: Page): Drawing {
  const head = drawHead(told, rows, page);
  const parts = [...head.parts];
  let y = head.end;
  for (const [index, { row, lines, begins }] of rows.entries()) {
    if (row.section !== undefined && (begins || index === 0)) {
      parts.push(...drawSection(row.section, y, { continued: !begins, fonts: page.fonts }));
      y += SECTION;
    }
    parts.push(...drawRow(row, { lines, y, marks: page.marks }));
    y += rowHeight(lines);
    parts.push(box({ x: EDGE, y: y - 0.5, width: WIDTH - 2 * EDGE, height: 0.8 }, { fill: RULE }));
  }
  const height = y + EDGE;
  return drawing(WIDTH, height, [paper(height), ...parts]);
}

/** Its own ground and edge: what is around it may be light or dark. */
function paper(height: number): string {
  const whole = { x: 0.5, y: 0.5, width: WIDTH - 1, height: Math.ceil(height) - 1 };
  return box({ ...whole, radius: 10 }, { fill: PAPER, stroke: RULE });
}

function drawHead(told: Told, rows: readonly Laid[], { page, pages, marks, fonts }: Page) {
  const { profile, version, inForce } = told.of;
  const state = inForce ? 'in force' : 'not in force';
  const count = `${told.rows.length} ${told.rows.length === 1 ? 'activity' : 'activities'}`;
  const facts = [count, ...(pages > 1 ? [`picture ${page} of ${pages}`] : [])].join(' · ');
  const parts = [line(EDGE, 31, 'Who does what', { size: 18, weight: 'semibold', fill: INK })];
  const names = wrap(`${profile} v${version}, ${state}`, { font: fonts.semibold, size: 13, width: WIDTH - 2 * EDGE });
  let y = 51;
  for (const words of names) {
    parts.push(line(EDGE, y, words, { size: 13, weight: 'semibold', fill: INK }));
    y += 17;
  }
  parts.push(line(EDGE, y, facts, { size: 12, fill: SOFT }));
  y += 20;
  for (const { mark, words } of legendOf(told, rows, marks)) {
    const lines = wrap(words, { font: fonts.regular, size: 12, width: WIDTH - 2 * EDGE - MARK.width - 8 });
    parts.push(drawMark(mark, { x: EDGE + MARK.width / 2, y: y + 1 }));
    for (const [index, each] of lines.entries()) {
      parts.push(line(EDGE + MARK.width + 8, y + 5 + 15 * index, each, { size: 12, fill: INK }));
    }
    y += 11 + 15 * lines.length;
  }
  return { parts: [...parts, ...drawTitles(y - 8)], end: y + 30 };
}

type Entry = { mark: Mark; words: string };

function legendOf({ parties }: Told, rows: readonly Laid[], marks: Map<string, Mark>): Entry[] {
  const entries = parties.flatMap(({ id, label, kind }: Party): Entry[] => {
    const mark = marks.get(id);
    return mark ? [{ mark, words: `${label}: ${MEANS[kind]}` }] : [];
  });
  const unlisted = rows.some(({ row }) => row.rulings.some(({ is }) => is === 'unlisted'));
  return unlisted ? [...entries, { mark: UNLISTED, words: 'unlisted: ask the vendor first' }] : entries;
}

function drawTitles(y: number): string[] {
  const look = { size: 10, weight: 'semibold', fill: SOFT, anchor: 'middle' } as const;
  const titles = KINDS.flatMap((kind, index) =>
    TITLE[kind].map((words, row) => line(columnAt(index), y + 14 + 13 * row, words, look)),
  );
  return [line(EDGE, y + 27, 'Activity', { size: 10.5, weight: 'semibold', fill: SOFT }), ...titles];
}

function columnAt(index: number): number {
  return COLUMNS + COLUMN * (index + 0.5);
}

function drawSection(section: string, y: number, { continued, fonts }: { continued: boolean; fonts: Fonts }): string[] {
  const words = continued ? `${section} (continued)` : section;
  const room = WIDTH - 2 * EDGE - 12;
  // A section's name is one line: letters that would leave the band are made smaller instead.
  const size = Math.min(11.5, room / fonts.semibold.widthOf(words));
  return [
    box({ x: EDGE, y: y + 3, width: WIDTH - 2 * EDGE, height: SECTION - 4, radius: 4 }, { fill: BAND }),
    line(EDGE + 6, y + 18, words, { size, weight: 'semibold', fill: INK }),
  ];
}

function drawRow(
  row: RowTold,
  { lines, y, marks }: { lines: string[]; y: number; marks: Map<string, Mark> },
): string[] {
  const middle = y + rowHeight(lines) / 2;
  const first = middle - (lines.length * LEADING) / 2 + 12.2;
  const label = lines.map((words, index) => line(EDGE, first + LEADING * index, words, { size: LETTER, fill: INK }));
  const cells = row.rulings.map((ruling, index) => drawMark(markOf(ruling, marks), { x: columnAt(index), y: middle }));
  return [...label, ...cells];
}

export function markOf(ruling: Ruling, marks: Map<string, Mark>): Mark {
  return (ruling.is === 'unlisted' ? undefined : marks.get(ruling.cell.party.id)) ?? UNLISTED;
}
