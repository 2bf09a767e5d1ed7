import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Matrix, Party, Row } from '../bot/domain/matrix/matrix.ts';
import { KINDS } from '../bot/domain/target.ts';
import { type Cell, readCsv } from './read-csv.ts';

const HEADER = ['section', 'activity', 'covers', ...KINDS];
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const parties = z.array(
  z.strictObject({
    id: z.string().regex(ID),
    label: z.string().min(1),
    kind: z.enum(['owner', 'vendor', 'vendor-paid', 'none']),
    otherNames: z.array(z.string().min(1)),
    organisations: z.array(z.string().regex(/^[TE][A-Z0-9]+$/)),
  }),
);

/** A profile as it is on file: its version is the event that will make it so. */
export type Profile = Omit<Matrix, 'version'>;

/** Whose Slack organisations are the owner and the vendor of a profile. */
export type Organisations = { owner: readonly string[]; vendor: readonly string[] };

/** Reads every profile in `data/matrices`, by name, with the organisations that are its parties here. */
export function readProfiles(organisations: Organisations): Profile[] {
  const folder = fileURLToPath(new URL('./matrices', import.meta.url));
  const names = readdirSync(folder).sort();
  return names.map((name) => withOrganisations(readProfile(join(folder, name)), organisations));
}

/**
 * Reads one profile: `parties.json` and `cells.csv` (section, activity, covered ids parted by spaces, a party's name for
 * each kind of target). Throws with file, line and column of what is wrong, the value, and what is allowed there.
 */
export function readProfile(folder: string): Profile {
  const read = parties.safeParse(JSON.parse(readFileSync(join(folder, 'parties.json'), 'utf8')));
  if (!read.success) throw new Error(`${join(folder, 'parties.json')}:\n${z.prettifyError(read.error)}`);
  const file = join(folder, 'cells.csv');
  const [header = [], ...lines] = readCsv(readFileSync(file, 'utf8'), file);
  if (header.map(({ text }) => text).join() !== HEADER.join()) {
    throw new Error(`${file}:1: the columns are ${header.map(({ text }) => text).join()}; expected ${HEADER.join()}`);
  }
  const taken = new Map<string, number>();
  return {
    profile: basename(folder),
    parties: read.data,
    rows: lines.map((line) => readRow({ file, line, parties: read.data, taken })),
  };
}

type Line = { file: string; line: Cell[]; parties: readonly Party[]; taken: Map<string, number> };

function readRow({ file, line, parties: known, taken }: Line): Row {
  const [section, activity, covers, ...cells] = line;
  if (!section || !activity?.text || !covers || cells.length !== KINDS.length) {
    throw new Error(`${file}:${line[0]?.line}: ${line.length} cells; expected ${HEADER.length}, with an activity`);
  }
  const ids = covers.text.split(' ');
  for (const id of ids) {
    const other = taken.get(id);
    if (!ID.test(id)) wrong(file, covers, `"${id}" is no activity's id; ids are like restarting-processes`);
    if (other) wrong(file, covers, `"${id}" is decided in line ${other} already`);
    taken.set(id, covers.line);
  }
  return {
    label: activity.text,
    ...(section.text && { section: section.text }),
    covers: ids,
    cells: cells.map((cell) => partyId(file, cell, known)),
  };
}

function partyId(file: string, cell: Cell, known: readonly Party[]): string {
  const party = known.find(({ label, otherNames }) => [label, ...otherNames].includes(cell.text));
  return (
    party?.id ??
    wrong(file, cell, `"${cell?.text}" is no party; parties: ${known.map(({ label }) => label).join(', ')}`)
  );
}

function wrong(file: string, cell: Cell | undefined, why: string): never {
  throw new Error(`${file}:${cell?.line}, column ${cell?.column} (${HEADER[(cell?.column ?? 1) - 1]}): ${why}`);
}

function withOrganisations(profile: Profile, { owner, vendor }: Organisations): Profile {
  const of = { owner, vendor, 'vendor-paid': vendor, none: [] };
  return { ...profile, parties: profile.parties.map((party) => ({ ...party, organisations: [...of[party.kind]] })) };
}
