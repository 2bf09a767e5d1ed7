import type { MatrixTold, RowTold } from '../../domain/matrix/told.ts';

/** Slack's limit for the description of an image: docs.slack.dev, files.getUploadURLExternal. */
const MOST = 1_000;

type Told = Extract<MatrixTold, { is: 'matrix' }>;
type Shown = { rows: readonly RowTold[]; page: number; pages: number };

/** What a picture of the table holds, for whoever hears it: which profile, whose how many tasks, the first and the last row. */
export function altOf({ of }: Told, { rows, page, pages }: Shown): string {
  const which = pages > 1 ? `, picture ${page} of ${pages}` : '';
  const state = of.inForce ? 'in force' : 'not in force';
  const [first, last] = [rows.at(0), rows.at(-1)].map((row) => `“${short(row?.label ?? 'nothing', 80)}”`);
  const span = rows.length > 1 ? `${rows.length} activities from ${first} to ${last}` : first;
  const whose = [...cellsOf(rows)].map(([party, cells]) => `${short(party, 60)} ${cells}`).join(', ');
  const words = `Responsibility matrix ${of.profile} v${of.version}, ${state}${which}: ${span}, each for four kinds of target. Cells by party: ${whose}. The same as text: /ops matrix in ${of.profile}`;
  return short(words, MOST);
}

export function captionOf({ of, rows }: Told, pictures: number): string {
  const state = of.inForce ? '' : ', which is not in force';
  const count = `${rows.length} ${rows.length === 1 ? 'activity' : 'activities'}`;
  const parts = pictures === 1 ? 'one picture' : `${pictures} pictures`;
  return `Matrix ${of.profile} v${of.version}${state} · ${count} in ${parts}`;
}

function cellsOf(rows: readonly RowTold[]): Map<string, number> {
  const cells = new Map<string, number>();
  for (const ruling of rows.flatMap(({ rulings }) => rulings)) {
    const party = ruling.is === 'unlisted' ? 'unlisted' : ruling.cell.party.label;
    cells.set(party, (cells.get(party) ?? 0) + 1);
  }
  return cells;
}

function short(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}
