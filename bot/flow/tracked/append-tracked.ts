import { REMIT } from '../../domain/actor.ts';
import type { TrackedEvent, TrackedStep } from '../../domain/tracked/event.ts';
import {
  nextTracked,
  type TrackedState,
  type TrackedStory,
  tellTracked,
  trackedState,
} from '../../domain/tracked/story.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { appendAfter, appendFirst } from '../append-to.ts';
import { partsOf, stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';

/** What stands in the tracker about something, as it was read. */
export type ReadTracked = { story: TrackedStory; head: StoredEvent; events: StoredEvent[] };

export const TRACKED = 'tracked#';

/** `tracked#run#8C2MX`: what is logged outside of the stream `run#8C2MX`. */
export function trackedStream(of: string): string {
  return `${TRACKED}${of}`;
}

export function trackedStateOf(head: StoredEvent): TrackedState {
  return stateOf<TrackedState>(head);
}

export async function readTracked(ledger: Pick<Ledger, 'read'>, stream: string): Promise<ReadTracked | undefined> {
  const events = await ledger.read(stream);
  const head = events.at(-1);
  return head && { story: tellTracked(events.map(trackedEventOf)), head, events };
}

function trackedEventOf(event: StoredEvent): TrackedEvent {
  return partsOf(event) as TrackedEvent;
}

type Deps = Pick<TendDeps, 'ledger' | 'now'>;

/** Others that append at the same moment are few: a worker or two, and who wishes. */
const ROUNDS = 10;

/**
 * Appends what `next` makes of the stream as it stands (undefined: not there yet), and again where somebody else was first; nothing
 * where it makes nothing. What was done outside has to get on record, whatever else was wished meanwhile.
 */
export async function appendTracked(
  deps: Deps,
  stream: string,
  next: (story: TrackedStory | undefined) => TrackedStep | undefined,
): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readTracked(deps.ledger, stream);
    const step = next(read?.story);
    if (!step || (await append(deps, stream, { read, step }))) return;
  }
  throw new Error(`${stream} moves on faster than it can be written to`);
}

async function append(
  { ledger, now }: Deps,
  stream: string,
  { read, step }: { read: ReadTracked | undefined; step: TrackedStep },
): Promise<boolean> {
  const ask = { step, by: REMIT, at: now(), fold: (event: TrackedEvent) => ({ state: stateWith(read?.story, event) }) };
  if (read) return (await appendAfter(ledger, read.head, ask)) !== undefined;
  return (await appendFirst(ledger, stream, ask)).is === 'begun';
}

function stateWith(story: TrackedStory | undefined, event: TrackedEvent): TrackedState {
  return trackedState(story ? nextTracked(story, event) : tellTracked([event]));
}
