import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Matrix, Party } from '../bot/domain/matrix/matrix.ts';
import { type PlacedRow, readPlacedCells } from '../bot/domain/matrix/read-cells.ts';
import { readParties } from '../bot/domain/matrix/read-parties.ts';
import { err, ok, type Result } from '../bot/domain/result.ts';
import { type FileMistake, mistakeLine } from '../bot/domain/table/mistake.ts';

/** The two files that a profile's folder holds; the folder has the profile's name. */
export const PARTIES = 'parties.json';
export const CELLS = 'cells.csv';

/** The profiles that are shipped. */
export const MATRICES = fileURLToPath(new URL('./matrices', import.meta.url));

/** A profile as it is on file: its version is the event that will make it so. */
export type Profile = Omit<Matrix, 'version'>;

/** Whose Slack organisations are the owner and the vendor of a profile. */
export type Organisations = { owner: readonly string[]; vendor: readonly string[] };

/** A mistake with the file in which it stands. */
export type Mistaken = { file: string; mistake: FileMistake };

/** Reads every profile in `data/matrices`, by name, with the organisations that are its parties here. */
export function readProfiles(organisations: Organisations): Profile[] {
  const names = readdirSync(MATRICES).sort();
  return names.map((name) => withOrganisations(readProfile(join(MATRICES, name)), organisations));
}

/**
 * Reads one profile: `parties.json` and `cells.csv`. Throws with file, line and column, or path, of everything that is wrong,
 * the value, and what is allowed there.
 */
export function readProfile(folder: string): Profile {
  const read = readProfileFiles(folder);
  if (!read.ok) throw new Error(read.error.map(({ file, mistake }) => mistakeLine(file, mistake)).join('\n'));
  const { profile, parties, rows } = read.value;
  return { profile, parties, rows: rows.map(({ row }) => row) };
}

/** The same by value, with the line of each row: the profile, or every mistake in both files. */
export function readProfileFiles(
  folder: string,
): Result<{ profile: string; parties: Party[]; rows: PlacedRow[] }, Mistaken[]> {
  const profile = basename(folder);
  const parties = readFile(folder, PARTIES, readParties);
  const frame = { profile, parties: parties.ok ? parties.value : ('unread' as const) };
  const rows = readFile(folder, CELLS, (bytes) => readPlacedCells(bytes, frame));
  if (parties.ok && rows.ok) return ok({ profile, parties: parties.value, rows: rows.value });
  return err([...(parties.ok ? [] : parties.error), ...(rows.ok ? [] : rows.error)]);
}

function readFile<T>(
  folder: string,
  name: string,
  read: (bytes: Uint8Array) => Result<T, FileMistake[]>,
): Result<T, Mistaken[]> {
  const file = join(folder, name);
  const told = existsSync(file) ? read(readFileSync(file)) : err([{ why: 'there is no such file' }]);
  return told.ok ? told : err(told.error.map((mistake) => ({ file, mistake })));
}

function withOrganisations(profile: Profile, { owner, vendor }: Organisations): Profile {
  const of = { owner, vendor, 'vendor-paid': vendor, none: [] };
  return { ...profile, parties: profile.parties.map((party) => ({ ...party, organisations: [...of[party.kind]] })) };
}
