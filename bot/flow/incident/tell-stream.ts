import { REMIT } from '../../domain/actor.ts';
import type { NewEntry } from '../../domain/incident/entries.ts';
import type { Place } from '../../domain/run/state.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import type { TendDeps } from '../deps.ts';
import { appendIncident, isDone, readIncident } from './append-incident.ts';
import { writeEntries } from './write-entries.ts';

/** The receipt of a stream: the incident that it belongs to, and the last of its events that is on that timeline. */
const INCIDENT = 'incident';

export type TellDeps = Pick<TendDeps, 'ledger' | 'receipts' | 'timeline' | 'soon' | 'now'>;

/** `opened`: the incident that was opened on it. */
type Stream = { head: StoredEvent; events: readonly StoredEvent[]; place: Place; opened?: string | undefined };

/**
 * Writes what happened to a run or a request on the timeline of the incident that its channel works on: also what was before the
 * incident was declared there. It belongs to that incident from then on, whatever the channel works on later.
 */
export async function tellStream(
  deps: TellDeps,
  { head, events, place, opened }: Stream,
  entriesOf: (event: StoredEvent) => NewEntry[],
): Promise<void> {
  const receipt = await deps.receipts.get(head.stream, INCIDENT);
  const incident = receipt?.value.incident ?? opened ?? (await deps.timeline.incidentOf(place));
  const told = receipt?.seq ?? -1;
  if (incident === undefined || told >= head.seq) return;
  const entries = events.filter(({ seq }) => seq > told).flatMap(entriesOf);
  await writeEntries(deps, incident, entries);
  if (entries.length > 0) await addAfterEnd(deps, incident, head);
  await deps.receipts.put(head.stream, INCIDENT, { value: { incident }, seq: head.seq });
}

/**
 * An incident that is over wakes for nothing but its report, and a hint may be lost: an event of its own brings its card up to what was
 * written. Who appends in the same moment does the same.
 */
async function addAfterEnd({ ledger, now }: TellDeps, incident: string, { stream, seq }: StoredEvent): Promise<void> {
  const read = await readIncident(ledger, incident);
  const source = `added ${stream}/e#${seq}`;
  if (read?.state.is !== 'resolved' || isDone(read.state, source)) return;
  const step = { type: 'added', data: { stream, seq } } as const;
  await appendIncident(ledger, read, { step, by: REMIT, at: now(), source });
}
