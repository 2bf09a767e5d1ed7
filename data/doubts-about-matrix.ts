import type { ShippedCommand } from '../bot/domain/command.ts';
import { nearest } from '../bot/domain/language/suggest.ts';
import type { Party } from '../bot/domain/matrix/matrix.ts';
import type { PlacedRow } from '../bot/domain/matrix/read-cells.ts';
import { COVERS } from '../bot/domain/matrix/write-cells.ts';
import { type FileMistake, quoted } from '../bot/domain/table/mistake.ts';
import type { Profile } from './read-profile.ts';

type Known = { commands: readonly ShippedCommand[]; others: readonly Profile[] };

/** What a profile may say, and hardly anybody means, by the file in which it stands. */
export function doubtsAboutMatrix(
  { parties, rows }: { parties: readonly Party[]; rows: readonly PlacedRow[] },
  known: Known,
): { cells: FileMistake[]; parties: FileMistake[] } {
  return {
    parties: doubtsAboutParties(parties, rows),
    cells: [...strangeActivities(rows, known), ...withoutCommand(rows, known)],
  };
}

/**
 * Parties without organisations are how a file is shipped: bootstrap fills them in. Where some have theirs, nobody fills in the
 * others, and whoever's task it is could not be told.
 */
function doubtsAboutParties(parties: readonly Party[], rows: readonly PlacedRow[]): FileMistake[] {
  const filled = parties.some(({ organisations }) => organisations.length > 0);
  const doubts = parties.map((party, at): FileMistake | undefined => {
    const works = rows.some(({ row }) => row.cells.includes(party.id));
    const path = `[${at}], ${quoted(party.label)},`;
    if (party.kind === 'none') {
      return party.organisations.length > 0 ? { why: `${path} does nothing, and has organisations` } : undefined;
    }
    if (!works) return { why: `${path} stands in no cell` };
    return filled && party.organisations.length === 0
      ? { why: `${path} has cells and no organisation, as others do: nobody could act for it` }
      : undefined;
  });
  const owners = parties.filter(({ kind }) => kind === 'owner');
  const nobody = owners.length === 0 ? [{ why: 'no party is of the kind "owner": no command could run' }] : [];
  return [...doubts.filter((one) => one !== undefined), ...nobody];
}

/** An id that nothing knows is a slip, or new: no command will ever be decided by it. */
function strangeActivities(rows: readonly PlacedRow[], { commands, others }: Known): FileMistake[] {
  const listed = others.flatMap((one) => one.rows.flatMap(({ covers }) => covers));
  const ids = new Set([...commands.map(({ activity }) => activity), ...listed]);
  return rows.flatMap(({ row, line }) =>
    row.covers
      .filter((id) => !ids.has(id))
      .map((id) => {
        const [near] = nearest(id, ids);
        const meant = near === undefined ? '' : `; perhaps ${near}`;
        return { line, column: COVERS, why: `no command and no shipped profile knows ${quoted(id)}${meant}` };
      }),
  );
}

/** What is ours on paper, and by hand; and what a command does that this profile does not decide. */
function withoutCommand(rows: readonly PlacedRow[], { commands, others }: Known): FileMistake[] {
  const done = new Set(commands.map(({ activity }) => activity));
  const here = rows.flatMap(({ row }) => row.covers);
  const known = others.flatMap((one) => one.rows.flatMap(({ covers }) => covers));
  const byHand = here.filter((id) => !done.has(id) && known.includes(id));
  const undecided = [...done].filter((id) => !here.includes(id));
  return [
    ...(byHand.length > 0 ? [{ why: `no command of Remit does ${counted(byHand)}` }] : []),
    ...(undecided.length > 0 ? [{ why: `unlisted, so that their commands are refused: ${counted(undecided)}` }] : []),
  ];
}

function counted(ids: readonly string[]): string {
  return `${ids.length} ${ids.length === 1 ? 'activity' : 'activities'} (${ids.join(', ')})`;
}
