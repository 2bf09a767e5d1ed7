import type { PartyKind } from '../../../domain/matrix/matrix.ts';
import type { Ruling } from '../../../domain/matrix/rule.ts';
import type { Answered } from '../../../domain/matrix/told.ts';
import { KINDS } from '../../../domain/target.ts';
import { kindTitle } from './labels.ts';
import { inline, listed } from './text.ts';

/** A party's sign. It never stands alone: the party's name is beside it, and no colour says what it does not. */
const PARTY_SIGN: Record<PartyKind, string> = { owner: '●', vendor: '◆', 'vendor-paid': '◇', none: '–' };

/** `● Platform Owner`; what no row decides is unlisted. */
export function partyWords(ruling: Ruling): string {
  if (ruling.is === 'unlisted') return '? unlisted';
  const { label, kind } = ruling.cell.party;
  return `${PARTY_SIGN[kind]} ${inline(label, 80)}`;
}

/** The parties of a row, each with the kinds of target that are theirs: `● Platform Owner: User Host; – N/A: …`. */
export function partiesWords(rulings: readonly Ruling[]): string {
  const parties = new Map<string, string[]>();
  for (const ruling of rulings) {
    const kind = kindTitle(kindOf(ruling));
    const party = partyWords(ruling);
    parties.set(party, [...(parties.get(party) ?? []), kind]);
  }
  return [...parties]
    .map(([party, kinds]) => `${party}: ${kinds.length === KINDS.length ? 'every kind' : listed(kinds)}`)
    .join('; ');
}

export function kindOf(ruling: Ruling) {
  return ruling.is === 'unlisted' ? ruling.kind : ruling.cell.kind;
}

/** What each sign means, once for a whole list. */
export function legend(parties: readonly { label: string; kind: PartyKind }[]): string {
  const means: Record<PartyKind, string> = {
    owner: 'we do it',
    vendor: 'the vendor does it',
    'vendor-paid': 'the vendor does it, as paid work',
    none: 'it does not exist there',
  };
  return parties.map(({ label, kind }) => `${PARTY_SIGN[kind]} ${inline(label, 80)}: ${means[kind]}`).join('\n');
}

/** `virtuozzo v3`, and that it decides nothing when it is not in force. */
export function profileWords({ profile, version, inForce }: Answered): string {
  return `${inline(profile, 60)} v${version}${inForce ? '' : ', which is not in force'}`;
}
