import { err, ok, type Result } from '../result.ts';
import type { FileMistake } from '../table/mistake.ts';
import { refuseCellText } from '../table/plain-cell.ts';
import { readJson } from '../table/read-json.ts';
import { type Fault, faultMistake, faultsIn, type Shape, shown } from '../table/shape.ts';
import { foldedParty, namesOf } from './find-party.ts';
import type { Party } from './matrix.ts';

const name: Shape = {
  is: 'text',
  pattern: /^(?!\s).{1,120}(?<!\s)$/s,
  fits: (text) => refuseCellText(text) === undefined,
  allowed: 'a name of at most 120 characters: no formula, no invisible character, no space around it',
};

const PARTIES: Shape = {
  is: 'list',
  most: 20,
  of: {
    is: 'object',
    fields: {
      id: {
        is: 'text',
        pattern: /^(?=.{1,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/,
        allowed: 'an id like virtuozzo-team: a to z, digits and dashes',
      },
      label: name,
      kind: { is: 'one-of', values: ['owner', 'vendor', 'vendor-paid', 'none'] },
      otherNames: { is: 'list', of: name, most: 20 },
      organisations: {
        is: 'list',
        most: 50,
        of: {
          is: 'text',
          pattern: /^[TE][A-Z0-9]{1,30}$/,
          allowed: 'the id of a Slack organisation, like T0123456789',
        },
      },
    },
  },
};

/** Reads the parties of a profile from a file: all of them, or every value that is wrong. Never throws on any bytes. */
export function readParties(bytes: Uint8Array): Result<Party[], FileMistake[]> {
  const json = readJson(bytes);
  if (!json.ok) return err([json.error]);
  const faults = faultsIn(json.value, PARTIES);
  const parties = faults.length === 0 ? (json.value as Party[]) : [];
  const all = [...faults, ...doubled(parties)];
  return all.length === 0 ? ok(parties) : err(all.map(faultMistake));
}

/** A cell names a party by its id, its label or another name: each has to lead to one of them. */
function doubled(parties: readonly Party[]): Fault[] {
  const owners = new Map<string, number>();
  return parties.flatMap((party, at) =>
    [...new Set(namesOf(party).map(foldedParty))].flatMap((said): Fault[] => {
      const first = owners.get(said);
      if (first === undefined) owners.set(said, at);
      if (first === undefined || first === at) return [];
      const got = shown(namesOf(party).find((one) => foldedParty(one) === said));
      return [{ path: `[${at}]`, got: `called ${got}`, allowed: `a name that [${first}] does not have` }];
    }),
  );
}
