import { REMIT } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { setupOf } from '../../domain/vendor/setup.ts';
import type { TendDeps } from '../deps.ts';
import { readVendors } from './read-vendors.ts';
import { seeRoom } from './see-room.ts';
import { oursIn } from './vendor-parties.ts';

/** Everything of one vendor, and what is missing to ask it, by the records and by what Slack says of its channel now. */
export async function showSettings(
  deps: Pick<TendDeps, 'ledger' | 'rooms' | 'records'>,
  name: string,
  team: string,
): Promise<{ answer: Answer }> {
  const [vendors, { matrix }] = await Promise.all([readVendors(deps.ledger), deps.records(REMIT)]);
  const vendor = vendors.find((one) => one.name === name);
  if (!vendor) return { answer: { is: 'nothing', what: `There is no vendor called ${name}.`, next: 'vendors' } };
  const { channel } = vendor;
  const room = channel && (await seeRoom(deps.rooms, channel.channel, oursIn(matrix, team)));
  const steps = setupOf(vendor, { parties: matrix?.parties ?? [], ...(room && { room }) });
  return { answer: { is: 'vendor-settings', vendor, steps, ...(room && { room }) } };
}
