import type { ImportCells, Unknown } from '../../../domain/change/import-cells.ts';
import type { Cells, Shift } from '../../../domain/matrix/reshaping.ts';
import { turnLines, VOID } from './change-matrix-words.ts';
import { kindTitle } from './labels.ts';
import type { Tense } from './rendered.ts';
import { code, counted, inline, listed } from './text.ts';

/** `Replace the cells of the matrix virtuozzo by those of a file`. */
export function importWords({ profile }: ImportCells, tense: Tense): string {
  const verb = { ask: 'Replace', doing: 'Replacing', done: 'Replaced' }[tense];
  return `${verb} the cells of the matrix${profile === '' ? '' : ` ${inline(profile, 60)}`} by those of a file`;
}

export function importPreview({ seen }: ImportCells): string {
  if (!seen) return 'What it changes is shown when the file was read';
  const { rows, shifts, turns, unknown } = seen;
  const { added, removed, changed, all } = rows;
  const counts = `${all} activities: ${added} added, ${removed} removed, ${changed} changed`;
  const other = shifts.length === 0 ? ['No cell changes hands'] : shifts.map(shiftWords);
  return [counts, ...other, ...turnLines(turns), ...unknownLines(unknown), VOID].join('\n');
}

function shiftWords({ party, gains, loses }: Shift): string {
  return `${inline(party, 80)} gains: ${cellsWords(gains)} · loses: ${cellsWords(loses)}`;
}

function cellsWords({ count, first }: Cells): string {
  if (count === 0) return 'nothing';
  const named = first.map(({ activity, kind }) => `${inline(activity, 80)} on ${kindTitle(kind)}`);
  const left = count - first.length;
  return `${counted(count, 'cell')} (${listed([...named, ...(left > 0 ? [`${left} more`] : [])])})`;
}

/** A warning: it may be a slip, or an activity that only this profile will know. */
function unknownLines({ count, first }: Unknown): string[] {
  if (count === 0) return [];
  const left = count - first.length;
  const ids = listed([...first.map((id) => code(id, 80)), ...(left > 0 ? [`${left} more`] : [])]);
  return [`⚠ No command and no profile knows ${ids} yet: look whether that is meant`];
}
