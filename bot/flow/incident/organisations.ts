import type { Matrix } from '../../domain/matrix/matrix.ts';

/** How organisations are called: as the party that they are in the matrix. */
export function organisationsOf(matrix: Matrix | undefined): Map<string, string> {
  const parties = [...(matrix?.parties ?? [])].reverse();
  return new Map(parties.flatMap(({ label, organisations }) => organisations.map((team) => [team, label] as const)));
}
