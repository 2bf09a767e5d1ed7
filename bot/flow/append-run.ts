import type { Actor } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import { begin, next, type Story } from '../domain/run/apply.ts';
import type { RunEvent, RunStep } from '../domain/run/event.ts';
import type { Ledger, StoredEvent } from '../ports/ledger.ts';
import { runStream, storyOf } from './decode.ts';

/** A run as it was read: its story, and the head that the next step follows. */
export type ReadRun = { story: Story; head: StoredEvent; events: StoredEvent[] };

export async function readRun(ledger: Pick<Ledger, 'read'>, id: string): Promise<ReadRun | undefined> {
  const stream = runStream(id);
  const events = await ledger.read(stream);
  const head = events.at(-1);
  return head && { story: storyOf(stream, events), head, events };
}

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export async function appendStep(
  ledger: Pick<Ledger, 'append'>,
  run: ReadRun,
  ask: { step: RunStep; by: Actor; at: Instant },
): Promise<ReadRun | undefined> {
  const at = Math.max(ask.at, run.head.at); // a clock that stepped back must not reorder the stream
  const event = { ...ask.step, seq: run.head.seq + 1, at, by: ask.by } as RunEvent;
  const story = next(run.story, event);
  const { stream } = run.head;
  const draft = { stream, head: run.head, type: event.type, at, by: ask.by, data: event.data, state: story.state };
  const appended = await ledger.append(draft);
  if (appended.is === 'lost') return undefined;
  return { story, head: appended.event, events: [...run.events, appended.event] };
}

/** Event 0 of a run: the request is on record under an id that the same request finds again. */
export async function beginRun(
  ledger: Pick<Ledger, 'append'>,
  ask: { id: string; step: RunStep & { type: 'asked' | 'refused' }; by: Actor; at: Instant },
): Promise<{ is: 'begun'; story: Story } | { is: 'taken'; by: StoredEvent }> {
  const event = { ...ask.step, seq: 0, at: ask.at, by: ask.by };
  const story = begin(ask.id, event);
  const stream = runStream(ask.id);
  const { type, at, by, data } = event;
  const appended = await ledger.append({ stream, head: undefined, type, at, by, data, state: story.state });
  return appended.is === 'appended' ? { is: 'begun', story } : { is: 'taken', by: appended.winner };
}
