import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Matrix } from '../bot/domain/matrix/matrix.ts';
import { readCells } from '../bot/domain/matrix/read-cells.ts';
import { mistakeLine } from '../bot/domain/table/mistake.ts';
import { refuseCellText } from '../bot/domain/table/plain-cell.ts';

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const name = z
  .string()
  .min(1)
  .refine((text) => text === text.trim() && refuseCellText(text) === undefined, 'no formula, no unseen character');

const parties = z.array(
  z.strictObject({
    id: z.string().regex(ID),
    label: name,
    kind: z.enum(['owner', 'vendor', 'vendor-paid', 'none']),
    otherNames: z.array(name),
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
 * Reads one profile: `parties.json` and `cells.csv`. Throws with file, line and column of what is wrong, the value, and what
 * is allowed there.
 */
export function readProfile(folder: string): Profile {
  const read = parties.safeParse(JSON.parse(readFileSync(join(folder, 'parties.json'), 'utf8')));
  if (!read.success) throw new Error(`${join(folder, 'parties.json')}:\n${z.prettifyError(read.error)}`);
  const profile = { profile: basename(folder), parties: read.data };
  const file = join(folder, 'cells.csv');
  const rows = readCells(readFileSync(file), profile);
  if (!rows.ok) throw new Error(mistakeLine(file, rows.error));
  return { ...profile, rows: rows.value };
}

function withOrganisations(profile: Profile, { owner, vendor }: Organisations): Profile {
  const of = { owner, vendor, 'vendor-paid': vendor, none: [] };
  return { ...profile, parties: profile.parties.map((party) => ({ ...party, organisations: [...of[party.kind]] })) };
}
