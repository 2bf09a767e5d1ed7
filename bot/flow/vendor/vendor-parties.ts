import { REMIT } from '../../domain/actor.ts';
import type { Matrix, Party } from '../../domain/matrix/matrix.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import type { ReadRecords } from '../records.ts';

/** Whether a party of the matrix is somebody else than us. */
export function isVendors({ kind }: Pick<Party, 'kind'>): boolean {
  return kind === 'vendor' || kind === 'vendor-paid';
}

/** The vendors' parties of the matrix in force that nobody has yet: what a new vendor is taken to be. */
export function partiesFor(vendors: readonly Vendor[], matrix: Matrix): string[] {
  const taken = vendors.flatMap(({ parties }) => parties);
  return matrix.parties.filter((party) => isVendors(party) && !taken.includes(party.label)).map(({ label }) => label);
}

/** Our own organisations: the one that runs Remit, and those that the matrix says are its owners. */
export function oursIn(matrix: Matrix | undefined, installedTeam: string): string[] {
  const owners =
    matrix?.parties.filter(({ kind }) => kind === 'owner').flatMap(({ organisations }) => organisations) ?? [];
  return [...new Set([installedTeam, ...owners])];
}

/** Our own organisations as they are on record now. */
export async function readOurs(records: ReadRecords, installedTeam: string): Promise<string[]> {
  return oursIn((await records(REMIT)).matrix, installedTeam);
}
