import type { CommandDefinition } from '../command.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { type Reshaping, reshapingOf } from '../matrix/reshaping.ts';
import { type Turn, turnsBetween } from '../matrix/turns.ts';

/** Activities of a file that no command and no profile knows: perhaps a slip, perhaps new. The first of them, and how many. */
export type Unknown = { count: number; first: string[] };

/**
 * The cells of a profile as a file has them, instead of those that it has. What the card shows stands here; the rows
 * themselves are the content of the event that proposes it. `seen` is absent as long as the file was not read.
 */
export type ImportCells = {
  kind: 'import-cells';
  profile: string;
  seen?: Reshaping & { turns: Turn[]; unknown: Unknown };
};

const NAMED = 5;

/** What the rows of a file would make of the profile. `known`: ids of activities that are in use anywhere. */
export function importCellsOf(
  before: Matrix,
  after: Matrix,
  { commands, known }: { commands: readonly CommandDefinition[]; known: ReadonlySet<string> },
): ImportCells {
  const ids = after.rows.flatMap(({ covers }) => covers).filter((id) => !known.has(id));
  const seen = {
    ...reshapingOf(before, after),
    turns: turnsBetween(before, after, commands),
    unknown: { count: ids.length, first: ids.slice(0, NAMED) },
  };
  return { kind: 'import-cells', profile: before.profile, seen };
}
