import type { CommandDefinition } from '../command.ts';
import { findRow } from '../matrix/find-row.ts';
import type { Matrix, Party, Row } from '../matrix/matrix.ts';
import { type Turn, turnsBetween } from '../matrix/turns.ts';
import { err, ok, type Result } from '../result.ts';
import { KINDS, type Kind } from '../target.ts';
import type { ChangeRefusal } from './refusal.ts';

/** A party as the change's card names it, also when the profile has moved on. */
export type NamedParty = Pick<Party, 'id' | 'label'>;

/** One cell: whose it was, absent when it was nobody's or was never looked up, and whose it is to be. */
export type CellChange = { activity: string; kind: Kind; from?: NamedParty; to: NamedParty };

/** Cells of a profile that change hands. `activity` is the label of the row. `turns`: what that makes of commands. */
export type SetCells = { kind: 'set-cells'; profile: string; cells: CellChange[]; turns: Turn[] };

/** Gives a row's cells of these kinds to a party. Cells that are that party's already are left out; none left: refused. */
export function setCellsOf(
  matrix: Matrix,
  ask: { row: Row; kinds: readonly Kind[]; to: Party; commands: readonly CommandDefinition[] },
): Result<SetCells, ChangeRefusal> {
  const { profile } = matrix;
  const { row, kinds, to, commands } = ask;
  const cells = kinds.flatMap((kind): CellChange[] => {
    const from = matrix.parties.find(({ id }) => id === row.cells[KINDS.indexOf(kind)]);
    if (from?.id === to.id) return [];
    return [{ activity: row.label, kind, ...(from && { from: named(from) }), to: named(to) }];
  });
  if (cells.length === 0) return err({ reason: 'nothing-changes', profile });
  const after = { ...matrix, rows: rowsAfter(matrix, { cells }) };
  return ok({ kind: 'set-cells', profile, cells, turns: turnsBetween(matrix, after, commands) });
}

function named({ id, label }: Party): NamedParty {
  return { id, label };
}

/**
 * The rows of the profile after the change. Throws when a row or a party of it is not there: the change follows the very
 * version that it was previewed on.
 */
export function rowsAfter(matrix: Matrix, { cells }: Pick<SetCells, 'cells'>): Row[] {
  const changed = new Map<Row, string[]>();
  for (const { activity, kind, to } of cells) {
    const row = findRow(matrix, activity)?.row;
    const party = matrix.parties.find(({ id }) => id === to.id);
    if (!row || !party) throw new Error(`${matrix.profile} v${matrix.version} has no ${row ? to.id : activity}`);
    const now = changed.get(row) ?? [...row.cells];
    now[KINDS.indexOf(kind)] = party.id;
    changed.set(row, now);
  }
  return matrix.rows.map((row) => ({ ...row, cells: changed.get(row) ?? row.cells }));
}
