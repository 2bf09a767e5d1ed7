import { writeCsv } from '../table/write-csv.ts';
import { KINDS } from '../target.ts';
import type { Matrix } from './matrix.ts';

/** The columns of a profile's cells as a file. `covers` holds activity ids, parted by spaces. */
export const COLUMNS = ['section', 'activity', 'covers', ...KINDS];
/** Where the ids stand, counted from 1. */
export const COVERS = COLUMNS.indexOf('covers') + 1;

/** The cells of a profile as CSV: read again, it gives the same rows. */
export function writeCells({ parties, rows }: Pick<Matrix, 'parties' | 'rows'>): string {
  const labels = new Map(parties.map(({ id, label }) => [id, label]));
  const lines = rows.map(({ section = '', label, covers, cells }) => [
    ...[section, label, covers.join(' ')],
    ...cells.map((id) => labels.get(id) ?? id),
  ]);
  return writeCsv([COLUMNS, ...lines]);
}
