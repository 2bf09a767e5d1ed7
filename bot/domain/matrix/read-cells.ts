import { STATE_LIMIT } from '../ledger/draft.ts';
import { err, ok, type Result } from '../result.ts';
import { type FileMistake, quoted } from '../table/mistake.ts';
import { refuseCellText } from '../table/plain-cell.ts';
import { type Cell, readCsv } from '../table/read-csv.ts';
import { readText } from '../table/read-text.ts';
import { KINDS } from '../target.ts';
import { findParty } from './find-party.ts';
import { foldedLabel } from './find-row.ts';
import type { Matrix, Party, Row } from './matrix.ts';
import { COLUMNS } from './write-cells.ts';

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const ID_MOST = 63;
/** As long as cards and lists show it. */
const LABEL_MOST = 120;

/** The profile that a file's rows are for. `unread`: what its parties are is not known, and no name is looked up. */
export type Frame = Omit<Matrix, 'rows' | 'version' | 'parties'> & { parties: Party[] | 'unread' };

/** A row with the line in which it stands. */
export type PlacedRow = { row: Row; line: number };

/**
 * Reads the cells of a profile from a CSV file: section, activity, covered ids parted by spaces, a party's name for each
 * kind of target. The one reader, of files that are shipped, loaded, imported and checked.
 *
 * Spaces around a cell do not count. Refuses by value, with line and column, every cell that is wrong, or what makes the file
 * no table at all; never throws on any bytes. `profile` says which parties there are, and, with what else its state holds,
 * how many rows fit.
 */
export function readCells(bytes: Uint8Array, profile: Frame): Result<Row[], FileMistake[]> {
  const read = readPlacedCells(bytes, profile);
  return read.ok ? ok(read.value.map(({ row }) => row)) : read;
}

/** The same, with where each row stands. */
export function readPlacedCells(bytes: Uint8Array, profile: Frame): Result<PlacedRow[], FileMistake[]> {
  const table = readTable(bytes);
  if (!table.ok) return err([table.error]);
  const taken: Taken = { ids: new Map(), labels: new Map() };
  const read = table.value.map((line) => readRow(line, profile.parties, taken));
  const mistakes = read.flatMap((row) => (row.ok ? [] : row.error));
  if (mistakes.length > 0) return err(mistakes);
  const rows = read.flatMap((row) => (row.ok ? [row.value] : []));
  const fit = rowsThatFit(
    profile,
    rows.map(({ row }) => row),
  );
  const over = rows[fit];
  if (!over) return ok(rows);
  const why = `${rows.length} activities are too many: ${fit} of these fit into a profile (${STATE_LIMIT} bytes)`;
  return err([{ line: over.line, why }]);
}

/** The lines below the columns. */
function readTable(bytes: Uint8Array): Result<Cell[][], FileMistake> {
  const text = readText(bytes);
  if (!text.ok) return text;
  const table = readCsv(text.value);
  if (!table.ok) return table;
  const [header, ...lines] = table.value;
  const wrong = header ? refuseHeader(header) : { why: 'the file is empty' };
  if (wrong) return err(wrong);
  return lines.length > 0 ? ok(lines) : err({ why: 'the file has no activity: there is no line below the columns' });
}

function refuseHeader(header: readonly Cell[]): FileMistake | undefined {
  const names = header.map(({ text }) => text.trim());
  const [line, expected] = [1, `expected ${COLUMNS.join(',')}`];
  if (names.length === 1 && /[;\t]/.test(names[0] ?? '')) {
    return {
      line,
      why: `the cells are parted by ${names[0]?.includes(';') ? 'semicolons' : 'tabs'}; part them by commas`,
    };
  }
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) return { line, why: `the column ${missing.join(', ')} is missing; ${expected}` };
  const at = names.findIndex((name, index) => name !== COLUMNS[index]);
  if (at < 0) return undefined;
  return { line, column: at + 1, why: `the column ${quoted(names[at] ?? '')} does not belong here; ${expected}` };
}

/** In which line an activity's id, or its label, stood first. */
type Taken = { ids: Map<string, number>; labels: Map<string, number> };

function readRow(cells: readonly Cell[], parties: Frame['parties'], taken: Taken): Result<PlacedRow, FileMistake[]> {
  const [section, activity, covers, ...kinds] = cells.map((cell) => ({ ...cell, text: cell.text.trim() }));
  if (!section || !activity || !covers || kinds.length !== KINDS.length) {
    return err([{ ...placeOf(cells[0]), why: `${cells.length} cells; expected ${COLUMNS.length}` }]);
  }
  const mistakes = [
    refuse(section),
    refuse(activity) ?? refuseLabel(activity, taken),
    refuse(covers) ?? refuseIds(covers, taken),
    ...kinds.map((cell) => refuse(cell) ?? refuseParty(cell, parties)),
  ].filter((one) => one !== undefined);
  if (mistakes.length > 0) return err(mistakes);
  const row: Row = {
    label: activity.text,
    ...(section.text && { section: section.text }),
    covers: idsOf(covers),
    cells: kinds.flatMap(({ text }) => (parties === 'unread' ? [] : (findParty(parties, text)?.id ?? []))),
  };
  return ok({ row, line: activity.line });
}

function refuseParty(cell: Cell, parties: Frame['parties']): FileMistake | undefined {
  if (parties === 'unread' || findParty(parties, cell.text)) return undefined;
  return mistake(cell, `${quoted(cell.text)} is no party; parties: ${labelsOf(parties)}`);
}

function refuse(cell: Cell): FileMistake | undefined {
  const why = refuseCellText(cell.text);
  return why === undefined ? undefined : mistake(cell, `${quoted(cell.text)} ${why}`);
}

function refuseLabel(cell: Cell, { labels }: Taken): FileMistake | undefined {
  const { text, line } = cell;
  if (text === '') return mistake(cell, 'the activity has no name');
  if (text.length > LABEL_MOST)
    return mistake(cell, `${quoted(text)} has ${text.length} characters; at most ${LABEL_MOST}`);
  const other = labels.get(foldedLabel(text));
  if (other !== undefined) return mistake(cell, `${quoted(text)} stands in line ${other} already`);
  labels.set(foldedLabel(text), line);
  return undefined;
}

function refuseIds(cell: Cell, { ids }: Taken): FileMistake | undefined {
  for (const id of idsOf(cell)) {
    if (!ID.test(id) || id.length > ID_MOST) {
      return mistake(cell, `${quoted(id)} is no activity's id; ids are like restarting-processes`);
    }
    const other = ids.get(id);
    if (other !== undefined) return mistake(cell, `${quoted(id)} is decided in line ${other} already`);
    ids.set(id, cell.line);
  }
  return undefined;
}

function idsOf({ text }: Cell): string[] {
  return text.split(/ +/);
}

function labelsOf(parties: readonly Party[]): string {
  return parties.map(({ label }) => label).join(', ');
}

function mistake(cell: Cell, why: string): FileMistake {
  return { ...placeOf(cell), why: `${why} (${COLUMNS[cell.column - 1]})` };
}

function placeOf(cell: Cell | undefined): Pick<FileMistake, 'line' | 'column'> {
  return cell ? { line: cell.line, column: cell.column } : {};
}

/** How many of the rows, from the first, a profile's one state can hold. */
export function rowsThatFit(profile: Frame | Omit<Matrix, 'rows' | 'version'>, rows: readonly Row[]): number {
  let room = STATE_LIMIT - Buffer.byteLength(JSON.stringify({ ...profile, rows: [] }));
  const over = rows.findIndex((row, at) => {
    room -= Buffer.byteLength(JSON.stringify(row)) + (at > 0 ? 1 : 0);
    return room < 0;
  });
  return over < 0 ? rows.length : over;
}
