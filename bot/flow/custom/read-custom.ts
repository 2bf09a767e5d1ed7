import { type CustomEntry, type CustomEvent, customOn, standing } from '../../domain/custom/custom.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { partsOf } from '../decode.ts';

/** One stream, so that a list that is shown before an upgrade is read consistently and misses nothing. */
export const CUSTOM = 'custom#main';

export function customEventOf(event: StoredEvent): CustomEvent {
  return partsOf(event) as CustomEvent;
}

/** The custom configurations that stand, oldest first. */
export async function readCustom(ledger: Pick<Ledger, 'read'>): Promise<CustomEntry[]> {
  return standing((await ledger.read(CUSTOM)).map(customEventOf));
}

/** Those on these targets that an activity may overwrite: none, unless the policy wants them listed before it. */
export async function customBefore(
  ledger: Pick<Ledger, 'read'>,
  { activity, policy, names }: { activity: string; policy: Policy | undefined; names: readonly string[] },
): Promise<CustomEntry[]> {
  const listed = policy?.customListedBefore?.includes(activity) ?? false;
  return listed && names.length > 0 ? customOn(await readCustom(ledger), names) : [];
}
