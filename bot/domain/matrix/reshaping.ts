import { KINDS, type Kind } from '../target.ts';
import type { Matrix, Row } from './matrix.ts';
import { rule } from './rule.ts';

/** Some cells: the first of them, by a row's label and a kind, and how many there are. */
export type Cells = { count: number; first: { activity: string; kind: Kind }[] };

/** What a party of a profile gains and loses. */
export type Shift = { party: string; gains: Cells; loses: Cells };

/** What other rows would make of a profile. A row is the same as long as it decides the same activity first. */
export type Reshaping = { rows: { added: number; removed: number; changed: number; all: number }; shifts: Shift[] };

/** A change is one state of its stream: it names so many cells of a party, and counts the others. */
const NAMED = 3;

/** Compares two versions of one profile: rows by the activity that they decide, cells by what is ruled for each activity. */
export function reshapingOf(before: Matrix, after: Matrix): Reshaping {
  const [old, now] = [firsts(before.rows), firsts(after.rows)];
  const kept = [...now.keys()].filter((id) => old.has(id));
  const changed = kept.filter((id) => JSON.stringify(old.get(id)) !== JSON.stringify(now.get(id))).length;
  const rows = { added: now.size - kept.length, removed: old.size - kept.length, changed, all: after.rows.length };
  return { rows, shifts: shiftsBetween(before, after) };
}

function firsts(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.covers[0] ?? '', row]));
}

function shiftsBetween(before: Matrix, after: Matrix): Shift[] {
  const shifts = new Map<string, Shift>();
  const of = (party: string): Shift => {
    const shift = shifts.get(party) ?? { party, gains: { count: 0, first: [] }, loses: { count: 0, first: [] } };
    shifts.set(party, shift);
    return shift;
  };
  for (const id of new Set([...before.rows, ...after.rows].flatMap(({ covers }) => covers))) {
    for (const kind of KINDS) {
      const [from, to] = [cellOf(before, id, kind), cellOf(after, id, kind)];
      if (from?.party === to?.party) continue;
      if (from) add(of(from.party).loses, from.activity, kind);
      if (to) add(of(to.party).gains, to.activity, kind);
    }
  }
  return [...shifts.values()];
}

function cellOf(matrix: Matrix, id: string, kind: Kind): { activity: string; party: string } | undefined {
  const ruling = rule(matrix, id, kind);
  return ruling.is === 'unlisted' ? undefined : { activity: ruling.cell.label, party: ruling.cell.party.label };
}

function add(cells: Cells, activity: string, kind: Kind): void {
  cells.count += 1;
  if (cells.first.length < NAMED) cells.first.push({ activity, kind });
}
