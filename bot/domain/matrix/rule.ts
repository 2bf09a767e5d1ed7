import { KINDS, type Kind } from '../target.ts';
import type { Matrix, Party, Row } from './matrix.ts';

/** A cell as it is shown: `Restarting Processes × User Host → Platform Owner`, with the profile and its version. */
export type Cell = { activity: string; label: string; kind: Kind; party: Party; profile: string; version: number };

/** What the matrix says about one activity on one kind of target. */
export type Ruling =
  | { is: 'ours' | 'vendor' | 'vendor-paid'; cell: Cell }
  | { is: 'not-available'; cell: Cell; availableFor: Kind[] }
  | { is: 'unlisted'; activity: string; kind: Kind; profile: string; version: number };

/**
 * Asks the matrix whose task an activity is on a kind of target.
 *
 * An activity that no row covers is unlisted: the vendor has to say first whether it is safe (rule 1 of the notes
 * around the tables). A cell that names no known party is unlisted too: missing configuration decides nothing.
 */
export function rule(matrix: Matrix, activity: string, kind: Kind): Ruling {
  const row = rowOf(matrix, activity);
  const party = row && partyOf(matrix, row, kind);
  if (!row || !party) return { is: 'unlisted', activity, kind, profile: matrix.profile, version: matrix.version };
  const cell: Cell = { activity, label: row.label, kind, party, profile: matrix.profile, version: matrix.version };
  if (party.kind === 'none') return { is: 'not-available', cell, availableFor: kindsOf(matrix, row) };
  return { is: party.kind === 'owner' ? 'ours' : party.kind, cell };
}

const indexes = new WeakMap<Matrix, Map<string, Row>>();

/** The first row that covers an activity, in the same time for 32 rows as for thousands: a matrix is indexed once. */
function rowOf(matrix: Matrix, activity: string): Row | undefined {
  let index = indexes.get(matrix);
  if (!index) {
    index = new Map();
    for (const row of matrix.rows) for (const id of row.covers) if (!index.has(id)) index.set(id, row);
    indexes.set(matrix, index);
  }
  return index.get(activity);
}

function partyOf(matrix: Matrix, row: Row, kind: Kind): Party | undefined {
  return matrix.parties.find(({ id }) => id === row.cells[KINDS.indexOf(kind)]);
}

function kindsOf(matrix: Matrix, row: Row): Kind[] {
  return KINDS.filter((kind) => (partyOf(matrix, row, kind)?.kind ?? 'none') !== 'none');
}
