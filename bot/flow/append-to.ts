import type { Actor } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { Ledger, StoredEvent } from '../ports/ledger.ts';
import { partsOf } from './decode.ts';

type AnyStep = { type: string; data: object };
type Told = { state: object };

/** A step with its place in the stream. */
type EventOf<Step> = Step & { seq: number; at: Instant; by: Actor };

/** A step that somebody takes at this time. */
export type StepAsk<Step> = { step: Step; by: Actor; at: Instant };

/**
 * A kind of stream and what its events tell: `tell` from the first on, `next` with one more. Its streams are named `prefix` and an
 * id; the story's `state` is what each event leaves behind.
 */
export type Kind<Story extends Told, Step extends AnyStep> = {
  prefix: string;
  tell: (id: string, events: readonly EventOf<Step>[]) => Story;
  next: (story: Story, event: EventOf<Step>) => Story;
};

/** A stream as it was read: its story, and the head that the next step follows. */
export type ReadStream<Story> = { story: Story; head: StoredEvent; events: StoredEvent[] };

export type Begun<Story> = { is: 'begun'; story: Story } | { is: 'taken'; by: StoredEvent };

/** Reads a stream whole and tells its story; undefined when nothing stands there. */
export async function readStream<Story extends Told, Step extends AnyStep>(
  { prefix, tell }: Kind<Story, Step>,
  ledger: Pick<Ledger, 'read'>,
  stream: string,
): Promise<ReadStream<Story> | undefined> {
  const events = await ledger.read(stream);
  const head = events.at(-1);
  return head && { story: tell(stream.slice(prefix.length), events.map(eventOf<Step>)), head, events };
}

/** What stands in a stream was written as one of its kind's steps. */
function eventOf<Step extends AnyStep>(event: StoredEvent): EventOf<Step> {
  return partsOf(event) as object as EventOf<Step>;
}

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export async function appendTo<Story extends Told, Step extends AnyStep>(
  { next }: Pick<Kind<Story, Step>, 'next'>,
  ledger: Pick<Ledger, 'append'>,
  { read, ...ask }: StepAsk<Step> & { read: ReadStream<Story> },
): Promise<ReadStream<Story> | undefined> {
  const fold = (event: EventOf<Step>) => next(read.story, event);
  const after = await appendAfter(ledger, read.head, { ...ask, fold });
  return after && { ...after, events: [...read.events, after.head] };
}

type Fold<Story, Step> = { fold: (event: EventOf<Step>) => Story };

/** As `appendTo`, of a stream that is not read whole: `fold` tells it with the new event. */
export async function appendAfter<Story extends Told, Step extends AnyStep>(
  ledger: Pick<Ledger, 'append'>,
  head: StoredEvent,
  { step, by, at: asked, fold }: StepAsk<Step> & Fold<Story, Step>,
): Promise<{ story: Story; head: StoredEvent } | undefined> {
  const at = Math.max(asked, head.at); // a clock that stepped back must not reorder the stream
  const story = fold({ ...step, seq: head.seq + 1, at, by });
  const { type, data } = step;
  const appended = await ledger.append({ stream: head.stream, head, type, at, by, data, state: story.state });
  return appended.is === 'lost' ? undefined : { story, head: appended.event };
}

/** Appends event 0 of the stream with this id, if nobody took it. */
export function beginStream<Story extends Told, Step extends AnyStep>(
  { prefix, tell }: Kind<Story, Step>,
  ledger: Pick<Ledger, 'append'>,
  { id, ...ask }: StepAsk<Step> & { id: string },
): Promise<Begun<Story>> {
  return appendFirst(ledger, `${prefix}${id}`, { ...ask, fold: (event: EventOf<Step>) => tell(id, [event]) });
}

/** As `beginStream`; what stands there if somebody took it. */
export async function beginUntaken<Story extends Told, Step extends AnyStep>(
  kind: Kind<Story, Step>,
  ledger: Pick<Ledger, 'append'>,
  ask: StepAsk<Step> & { id: string },
): Promise<StoredEvent | undefined> {
  const begun = await beginStream(kind, ledger, ask);
  return begun.is === 'taken' ? begun.by : undefined;
}

/** As `beginStream`, of a stream that is not told from its beginning. */
export async function appendFirst<Story extends Told, Step extends AnyStep>(
  ledger: Pick<Ledger, 'append'>,
  stream: string,
  { step, by, at, fold }: StepAsk<Step> & Fold<Story, Step>,
): Promise<Begun<Story>> {
  const story = fold({ ...step, seq: 0, at, by });
  const { type, data } = step;
  const appended = await ledger.append({ stream, head: undefined, type, at, by, data, state: story.state });
  return appended.is === 'appended' ? { is: 'begun', story } : { is: 'taken', by: appended.winner };
}
