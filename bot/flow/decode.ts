import type { Actor } from '../domain/actor.ts';
import { VERSION } from '../domain/ledger/chain.ts';
import { unpacked } from '../domain/ledger/pack.ts';
import { type Story, tell } from '../domain/run/apply.ts';
import type { RunEvent } from '../domain/run/event.ts';
import type { RunState } from '../domain/run/state.ts';
import type { StoredEvent } from '../ports/ledger.ts';

/** An item that cannot be read: a fault, never a decision. Names the place, not the content. */
export class CorruptEvent extends Error {
  override readonly name = 'CorruptEvent';
  constructor({ stream, seq }: { stream: string; seq: number }, options?: ErrorOptions) {
    super(`${stream} e#${seq} does not parse: nothing is decided on it`, options);
  }
}

/** Written by code that is newer than this, as during a deployment: whoever knows it goes on. */
export class NewerEvent extends Error {
  override readonly name = 'NewerEvent';
  constructor({ stream, seq, v }: StoredEvent) {
    super(`${stream} e#${seq} is of version ${v}, this code knows ${VERSION}: nothing is decided on it`);
  }
}

/**
 * The JSON of an event's attribute. What stands there was written by us and is covered by the event's hash, which the
 * store's adapter checks on reading; so its shape is not checked again here, only that it is JSON.
 */
function json(event: StoredEvent, part: 'by' | 'data' | 'state'): unknown {
  if (event.v > VERSION) throw new NewerEvent(event);
  try {
    const value = part === 'data' ? unpacked(event.data) : (JSON.parse(event[part]) as unknown);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw new CorruptEvent(event, { cause: error });
  }
  throw new CorruptEvent(event);
}

/** The state that an event left behind. `T` is what the kind of stream keeps there. */
export function stateOf<T>(event: StoredEvent): T {
  return json(event, 'state') as T;
}

export function runStateOf(event: StoredEvent): RunState {
  return stateOf<RunState>(event);
}

/** What an event carries. `T` is what its type puts there. */
export function dataOf<T>(event: StoredEvent): T {
  return json(event, 'data') as T;
}

/** An event with its parts read; which type carries which data is the kind of stream's to know. */
export function partsOf(event: StoredEvent) {
  const { seq, at, type } = event;
  return { type, data: json(event, 'data'), seq, at, by: json(event, 'by') as Actor };
}

export function runEventOf(event: StoredEvent): RunEvent {
  return partsOf(event) as RunEvent;
}

/** `run#8C2MX` → `8C2MX` */
export function runId(stream: string): string {
  return stream.slice('run#'.length);
}

export function runStream(id: string): string {
  return `run#${id}`;
}

export function storyOf(stream: string, events: readonly StoredEvent[]): Story {
  return tell(runId(stream), events.map(runEventOf));
}
