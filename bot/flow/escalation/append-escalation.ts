import type { Actor } from '../../domain/actor.ts';
import { type EscalationStory, nextEscalation, tellEscalation } from '../../domain/escalation/apply.ts';
import type { EscalationEvent, EscalationStep } from '../../domain/escalation/event.ts';
import type { EscalationState } from '../../domain/escalation/state.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { partsOf, stateOf } from '../decode.ts';

/** A request to a vendor as it was read: its story, and the head that the next step follows. */
export type ReadEscalation = { story: EscalationStory; head: StoredEvent; events: StoredEvent[] };

export const ESCALATION = 'escalation#';

export function escalationStream(id: string): string {
  return `${ESCALATION}${id}`;
}

export function escalationStateOf(head: StoredEvent): EscalationState {
  return stateOf<EscalationState>(head);
}

export async function readEscalation(
  ledger: Pick<Ledger, 'read'>,
  stream: string,
): Promise<ReadEscalation | undefined> {
  const events = await ledger.read(stream);
  const head = events.at(-1);
  const id = stream.slice(ESCALATION.length);
  return head && { story: tellEscalation(id, events.map(escalationEventOf)), head, events };
}

export function escalationEventOf(event: StoredEvent): EscalationEvent {
  return partsOf(event) as EscalationEvent;
}

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export async function appendEscalation(
  ledger: Pick<Ledger, 'append'>,
  { story, head, events }: ReadEscalation,
  ask: { step: EscalationStep; by: Actor; at: Instant },
): Promise<ReadEscalation | undefined> {
  const at = Math.max(ask.at, head.at); // a clock that stepped back must not reorder the stream
  const event = { ...ask.step, seq: head.seq + 1, at, by: ask.by } as EscalationEvent;
  const after = nextEscalation(story, event);
  const { type, by, data } = event;
  const appended = await ledger.append({ stream: head.stream, head, type, at, by, data, state: after.state });
  if (appended.is === 'lost') return undefined;
  return { story: after, head: appended.event, events: [...events, appended.event] };
}

/** Event 0 of a request under this id; what stands there if somebody took it. */
export async function beginEscalation(
  ledger: Pick<Ledger, 'append'>,
  ask: { id: string; step: EscalationStep & { type: 'prepared' }; by: Actor; at: Instant },
): Promise<StoredEvent | undefined> {
  const { id, by, at } = ask;
  const event: EscalationEvent = { ...ask.step, seq: 0, at, by };
  const { state } = tellEscalation(id, [event]);
  const { type, data } = event;
  const appended = await ledger.append({ stream: escalationStream(id), head: undefined, type, at, by, data, state });
  return appended.is === 'lost' ? appended.winner : undefined;
}
