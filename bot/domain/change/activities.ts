import type { Matrix } from '../matrix/matrix.ts';
import { type Ruling, rule } from '../matrix/rule.ts';
import { KINDS, type Kind } from '../target.ts';
import type { Change } from './change.ts';
import type { ChangeRefusal } from './refusal.ts';

/** An activity of the matrix that is done by a change of records, the kinds of target it is about, and its sentence. */
export type ChangedActivity = { sentence: string; activity: string; kinds: readonly Kind[] };

const BY = {
  host: { sentence: 'add host', activity: 'adding-new-host', kinds: KINDS },
  group: { sentence: 'add group', activity: 'adding-new-host-groups', kinds: ['user-host'] },
  region: { sentence: 'add region', activity: 'adding-new-regions', kinds: ['user-host'] },
} as const satisfies Record<string, ChangedActivity>;

/** What of the catalogue is done by changes. */
export const CHANGED_ACTIVITIES: readonly ChangedActivity[] = Object.values(BY);

/** Refuses a change that does an activity where the matrix does not make it ours. Most changes do none. */
export function refuseCell(change: Change, matrix: Matrix | undefined): ChangeRefusal | undefined {
  const [by, kind] = activityOf(change) ?? [];
  if (!by || !kind) return undefined;
  const ruling: Ruling = matrix
    ? rule(matrix, by.activity, kind)
    : { is: 'unlisted', activity: by.activity, kind, profile: 'none', version: -1 };
  return ruling.is === 'ours' ? undefined : { reason: 'not-ours', ruling };
}

function activityOf(change: Change): [ChangedActivity, Kind] | undefined {
  if (change.kind === 'add-host') return [BY.host, change.host.kind];
  if (change.kind !== 'set-policy') return undefined;
  const { set } = change.edit;
  return set === 'group' || set === 'region' ? [BY[set], BY[set].kinds[0]] : undefined;
}
