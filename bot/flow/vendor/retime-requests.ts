import type { ChangeStory } from '../../domain/change/apply.ts';
import type { Change } from '../../domain/change/change.ts';
import type { SetVendor, VendorDoes } from '../../domain/change/set-vendor.ts';
import { isWithVendor } from '../../domain/escalation/state.ts';
import type { TendDeps } from '../deps.ts';
import { appendEscalation, escalationStream, readEscalation } from '../escalation/append-escalation.ts';
import { requestsOf } from './open-requests.ts';

/** What of a vendor's record its clocks and reminders go by. */
const TIMES: readonly VendorDoes[] = ['targets', 'hours', 'zone', 'contacts'];
/** A lost append means that something else was recorded on the request in the same moment. */
const ROUNDS = 8;

/** Whether a change is of what a vendor's requests are measured by. */
export function setsTimes(change: Change): change is SetVendor {
  return change.kind === 'set-vendor' && TIMES.includes(change.does);
}

/**
 * Puts on record of each open request that its vendor's times are others now: their clocks, reminders and cards follow at once. A request that has it
 * on record already is left as it is.
 */
export async function retimeRequests(
  deps: Pick<TendDeps, 'ledger' | 'now'>,
  { id, by, proposal: { change } }: Pick<ChangeStory, 'id' | 'by' | 'proposal'>,
): Promise<void> {
  if (!setsTimes(change)) return;
  for (const request of await requestsOf(deps.ledger, change.vendor, deps.now())) {
    await retime(deps, request, { change: id, by });
  }
}

async function retime(
  deps: Pick<TendDeps, 'ledger' | 'now'>,
  request: string,
  { change, by }: { change: string; by: ChangeStory['by'] },
): Promise<void> {
  const step = { type: 'retimed', data: { change } } as const;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readEscalation(deps.ledger, escalationStream(request));
    if (!read || !isWithVendor(read.story.state)) return;
    const told = read.story.said?.some((event) => event.type === 'retimed' && event.data.change === change);
    if (told || (await appendEscalation(deps.ledger, read, { step, by, at: deps.now() }))) return;
  }
  throw new Error(`request ${request} moved ${ROUNDS} times while it was told of change ${change}`);
}
