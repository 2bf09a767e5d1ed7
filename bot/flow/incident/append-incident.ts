import type { Actor } from '../../domain/actor.ts';
import { declaredIncident, nextIncident } from '../../domain/incident/apply.ts';
import type { IncidentEvent, IncidentStep } from '../../domain/incident/event.ts';
import type { IncidentState } from '../../domain/incident/state.ts';
import type { Instant } from '../../domain/instant.ts';
import { nameOf } from '../../domain/ledger/name.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { appendAfter, appendFirst } from '../append-to.ts';
import { partsOf, stateOf } from '../decode.ts';

/** An incident as its head tells it. The stream is never read whole. */
export type ReadIncident = { id: string; state: IncidentState; head: StoredEvent };

export const INCIDENT = 'incident#';

export function incidentStream(id: string): string {
  return `${INCIDENT}${id}`;
}

export function incidentIn(head: StoredEvent): ReadIncident {
  return { id: head.stream.slice(INCIDENT.length), state: stateOf<IncidentState>(head), head };
}

export function incidentEventOf(event: StoredEvent): IncidentEvent {
  return partsOf(event) as IncidentEvent;
}

export async function readIncident(ledger: Pick<Ledger, 'head'>, id: string): Promise<ReadIncident | undefined> {
  const head = await ledger.head(incidentStream(id));
  return head && incidentIn(head);
}

/** Requests of which a state still knows that they are done. */
const LATELY = 24;

/** Whether this request has led to a step already: Slack delivers an event up to four times, over some minutes. */
export function isDone({ lately = [] }: IncidentState, source: string): boolean {
  return lately.includes(markOf(source));
}

/** Ten letters of a hash: two requests of one incident do not share them by chance. */
function markOf(source: string): string {
  return `${nameOf(source, 0)}${nameOf(source, 1)}`;
}

/**
 * Appends one step; `undefined` when somebody else was first: read again and decide again. `source`: the identity of the request
 * that it came of, if any; look whether it `isDone` before.
 */
export async function appendIncident(
  ledger: Pick<Ledger, 'append'>,
  { id, state, head }: ReadIncident,
  { source, ...ask }: { step: IncidentStep; by: Actor; at: Instant; source?: string },
): Promise<ReadIncident | undefined> {
  const fold = (event: IncidentEvent) => ({ state: withDone(nextIncident(state, event), source) });
  const after = await appendAfter(ledger, head, { ...ask, fold });
  return after && { id, state: after.story.state, head: after.head };
}

function withDone(state: IncidentState, source: string | undefined): IncidentState {
  return source === undefined ? state : { ...state, lately: [...(state.lately ?? []), markOf(source)].slice(-LATELY) };
}

/** Event 0 of an incident under this id; what stands there if somebody took it. */
export async function beginIncident(
  ledger: Pick<Ledger, 'append'>,
  { id, ...ask }: { id: string; step: IncidentStep & { type: 'declared' }; by: Actor; at: Instant },
): Promise<StoredEvent | undefined> {
  const fold = (event: IncidentEvent & { type: 'declared' }) => ({ state: declaredIncident(id, event) });
  const begun = await appendFirst(ledger, incidentStream(id), { ...ask, fold });
  return begun.is === 'taken' ? begun.by : undefined;
}
