import type { Actor } from '../../domain/actor.ts';
import { zoneOf } from '../../domain/policy/hours.ts';
import type { ReadZone } from '../../ports/zones.ts';
import type { ReadRecords } from '../records.ts';

/** By whose clocks somebody reads times: their own, or, where Slack does not say, the policy's. */
export async function zoneFor(deps: { records: ReadRecords; zoneOf: ReadZone }, actor: Actor): Promise<string> {
  const [own, { policy }] = await Promise.all([deps.zoneOf(actor), deps.records(actor)]);
  return own ?? zoneOf(policy ?? {});
}
