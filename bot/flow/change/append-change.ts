import type { Actor } from '../../domain/actor.ts';
import { type ChangeStory, nextChange, tellChange } from '../../domain/change/apply.ts';
import type { Beginning, ChangeStep } from '../../domain/change/event.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { appendTo, beginUntaken, type Kind, type ReadStream, readStream } from '../append-to.ts';

/** A change as it was read: its story, and the head that the next step follows. */
export type ReadChange = ReadStream<ChangeStory>;

const PREFIX = 'change#';
const KIND: Kind<ChangeStory, ChangeStep> = { prefix: PREFIX, tell: tellChange, next: nextChange };

export function changeStream(id: string): string {
  return `${PREFIX}${id}`;
}

export function readChange(ledger: Pick<Ledger, 'read'>, stream: string): Promise<ReadChange | undefined> {
  return readStream(KIND, ledger, stream);
}

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export function appendChange(
  ledger: Pick<Ledger, 'append'>,
  read: ReadChange,
  ask: { step: ChangeStep; by: Actor; at: Instant },
): Promise<ReadChange | undefined> {
  return appendTo(KIND, ledger, { ...ask, read });
}

/** Event 0 of a change under this id; what stands there if somebody took it. */
export function beginChange(
  ledger: Pick<Ledger, 'append'>,
  ask: { id: string; step: Beginning; by: Actor; at: Instant },
): Promise<StoredEvent | undefined> {
  return beginUntaken(KIND, ledger, ask);
}
