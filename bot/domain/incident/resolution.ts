import type { Matrix } from '../matrix/matrix.ts';
import { rule } from '../matrix/rule.ts';
import { KINDS } from '../target.ts';
import type { IncidentKind } from './state.ts';
import type { ResolutionOf } from './story.ts';

/** The activity of the matrix that the resolution of an incident is. */
export const RESOLVING: Record<IncidentKind, string> = {
  infrastructure: 'infrastructure-incidents',
  platform: 'product-incidents',
};

/** Whose task the resolution is, party by party; nobody's where the matrix does not say. */
export function resolutionOf(matrix: Matrix | undefined, kind: IncidentKind): ResolutionOf[] {
  const parties = new Map<string, ResolutionOf>();
  for (const target of matrix ? KINDS : []) {
    const ruling = matrix && rule(matrix, RESOLVING[kind], target);
    if (!ruling || ruling.is === 'unlisted' || ruling.is === 'not-available') continue;
    const { label } = ruling.cell.party;
    parties.set(label, { label, kinds: [...(parties.get(label)?.kinds ?? []), target] });
  }
  return [...parties.values()];
}
