import type { NewEntry } from '../../domain/incident/entries.ts';
import type { Place } from '../../domain/run/state.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import type { TendDeps } from '../deps.ts';
import { writeEntries } from './write-entries.ts';

/** The receipt of a stream: the incident that it belongs to, and the last of its events that is on that timeline. */
const INCIDENT = 'incident';

export type TellDeps = Pick<TendDeps, 'receipts' | 'timeline' | 'soon' | 'now'>;

/**
 * Writes what happened to a run or a request on the timeline of the incident that its channel works on: also what was before the
 * incident was declared there. It belongs to that incident from then on, whatever the channel works on later.
 */
export async function tellStream(
  deps: TellDeps,
  { head, events, place }: { head: StoredEvent; events: readonly StoredEvent[]; place: Place },
  entriesOf: (event: StoredEvent) => NewEntry[],
): Promise<void> {
  const receipt = await deps.receipts.get(head.stream, INCIDENT);
  const incident = receipt?.value.incident ?? (await deps.timeline.incidentOf(place));
  const told = receipt?.seq ?? -1;
  if (incident === undefined || told >= head.seq) return;
  await writeEntries(deps, incident, events.filter(({ seq }) => seq > told).flatMap(entriesOf));
  await deps.receipts.put(head.stream, INCIDENT, { value: { incident }, seq: head.seq });
}
