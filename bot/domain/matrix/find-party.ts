import type { Party } from './matrix.ts';

/** Finds a party by its label, its id or another name in use; letter case and marks, as of `Virtuozzo Team (paid)`, do not matter. */
export function findParty(parties: readonly Party[], name: string): Party | undefined {
  const said = foldedParty(name);
  return (
    parties.find(({ label }) => label === name) ??
    parties.find((party) => namesOf(party).some((one) => foldedParty(one) === said))
  );
}

export function namesOf({ label, id, otherNames }: Party): string[] {
  return [label, id, ...otherNames];
}

export function foldedParty(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
