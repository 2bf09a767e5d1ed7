import type { Actor } from '../../domain/actor.ts';
import { type ChangeStory, nextChange, tellChange } from '../../domain/change/apply.ts';
import type { Beginning, ChangeEvent, ChangeStep } from '../../domain/change/event.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { partsOf } from '../decode.ts';

/** A change as it was read: its story, and the head that the next step follows. */
export type ReadChange = { story: ChangeStory; head: StoredEvent; events: StoredEvent[] };

const PREFIX = 'change#';

export function changeStream(id: string): string {
  return `${PREFIX}${id}`;
}

export async function readChange(ledger: Pick<Ledger, 'read'>, stream: string): Promise<ReadChange | undefined> {
  const events = await ledger.read(stream);
  const head = events.at(-1);
  const id = stream.slice(PREFIX.length);
  return head && { story: tellChange(id, events.map(changeEventOf)), head, events };
}

function changeEventOf(event: StoredEvent): ChangeEvent {
  return partsOf(event) as ChangeEvent;
}

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export async function appendChange(
  ledger: Pick<Ledger, 'append'>,
  { story, head, events }: ReadChange,
  ask: { step: ChangeStep; by: Actor; at: Instant },
): Promise<ReadChange | undefined> {
  const at = Math.max(ask.at, head.at); // a clock that stepped back must not reorder the stream
  const event = { ...ask.step, seq: head.seq + 1, at, by: ask.by } as ChangeEvent;
  const after = nextChange(story, event);
  const { type, by, data } = event;
  const appended = await ledger.append({ stream: head.stream, head, type, at, by, data, state: after.state });
  if (appended.is === 'lost') return undefined;
  return { story: after, head: appended.event, events: [...events, appended.event] };
}

/** Event 0 of a change under this id; what stands there if somebody took it. */
export async function beginChange(
  ledger: Pick<Ledger, 'append'>,
  ask: { id: string; step: Beginning; by: Actor; at: Instant },
): Promise<StoredEvent | undefined> {
  const { id, by, at } = ask;
  const event = { ...ask.step, seq: 0, at, by } as ChangeEvent;
  const { state } = tellChange(id, [event]);
  const { type, data } = event;
  const appended = await ledger.append({ stream: changeStream(id), head: undefined, type, at, by, data, state });
  return appended.is === 'lost' ? appended.winner : undefined;
}
