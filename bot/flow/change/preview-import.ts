import { type ImportCells, importCellsOf } from '../../domain/change/import-cells.ts';
import { type ChangeRefusal, refusedFile } from '../../domain/change/refusal.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import { readCells } from '../../domain/matrix/read-cells.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { otherProfiles } from '../questions/profiles.ts';
import { matrixStream } from '../records.ts';
import type { Previewed } from './read-asked.ts';

/** What the file's rows would make of the profile as it is now: later versions make the change void. */
export async function previewImport(
  { ledger, commands }: Pick<TendDeps, 'ledger' | 'commands'>,
  { profile }: ImportCells,
  bytes: Uint8Array,
): Promise<Result<Previewed, ChangeRefusal>> {
  const head = await ledger.head(matrixStream(profile));
  if (!head) return err({ reason: 'moved', what: { is: 'matrix', profile } });
  const { rows, ...rest } = stateOf<Omit<Matrix, 'version'>>(head);
  const read = readCells(bytes, rest);
  if (!read.ok) return err(refusedFile(read.error));
  const content = JSON.stringify(read.value);
  if (content === JSON.stringify(rows)) return err({ reason: 'nothing-changes', profile });
  const before: Matrix = { ...rest, rows, version: head.seq };
  const after: Matrix = { ...before, rows: read.value };
  const profiles = [before, ...(await otherProfiles(ledger, before))];
  const listed = profiles.flatMap((one) => one.rows.flatMap(({ covers }) => covers));
  const known = new Set([...listed, ...commands.map(({ activity }) => activity)]);
  return ok({ change: importCellsOf(before, after, { commands, known }), base: head.seq, content });
}
