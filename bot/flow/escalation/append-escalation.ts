import type { Actor } from '../../domain/actor.ts';
import { type EscalationStory, nextEscalation, tellEscalation } from '../../domain/escalation/apply.ts';
import type { EscalationEvent, EscalationStep } from '../../domain/escalation/event.ts';
import type { EscalationState } from '../../domain/escalation/state.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { appendTo, beginUntaken, type Kind, type ReadStream, readStream } from '../append-to.ts';
import { partsOf, stateOf } from '../decode.ts';

/** A request to a vendor as it was read: its story, and the head that the next step follows. */
export type ReadEscalation = ReadStream<EscalationStory>;

export const ESCALATION = 'escalation#';
const KIND: Kind<EscalationStory, EscalationStep> = {
  prefix: ESCALATION,
  tell: tellEscalation,
  next: nextEscalation,
};

export function escalationStream(id: string): string {
  return `${ESCALATION}${id}`;
}

export function escalationStateOf(head: StoredEvent): EscalationState {
  return stateOf<EscalationState>(head);
}

export function readEscalation(ledger: Pick<Ledger, 'read'>, stream: string): Promise<ReadEscalation | undefined> {
  return readStream(KIND, ledger, stream);
}

export function escalationEventOf(event: StoredEvent): EscalationEvent {
  return partsOf(event) as EscalationEvent;
}

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export function appendEscalation(
  ledger: Pick<Ledger, 'append'>,
  read: ReadEscalation,
  ask: { step: EscalationStep; by: Actor; at: Instant },
): Promise<ReadEscalation | undefined> {
  return appendTo(KIND, ledger, { ...ask, read });
}

/** Event 0 of a request under this id; what stands there if somebody took it. */
export function beginEscalation(
  ledger: Pick<Ledger, 'append'>,
  ask: { id: string; step: EscalationStep & { type: 'prepared' }; by: Actor; at: Instant },
): Promise<StoredEvent | undefined> {
  return beginUntaken(KIND, ledger, ask);
}
