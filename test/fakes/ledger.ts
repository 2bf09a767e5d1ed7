import { follow } from '../../bot/domain/ledger/draft.ts';
import { kindOf } from '../../bot/domain/ledger/name.ts';
import type { Clock } from '../../bot/ports/clock.ts';
import type { EventRef, Ledger, StoredEvent } from '../../bot/ports/ledger.ts';
import { createLaggingIndex } from './lagging-index.ts';

export type FakeLedger = Ledger & {
  /** All streams by key, as they stand: what a test looks at, or tampers with. */
  streams: Map<string, StoredEvent[]>;
};

/** The ledger in memory. Indexes lag by `lag` milliseconds of the test's clock. */
export function createFakeLedger({ now = () => 0, lag = 0 }: { now?: Clock; lag?: number } = {}): FakeLedger {
  const streams = new Map<string, StoredEvent[]>();
  const due = createLaggingIndex<EventRef & { due: number }>({ now, lag });
  const born = createLaggingIndex<StoredEvent>({ now, lag });
  const at = ({ stream, seq }: EventRef) => streams.get(stream)?.[seq];

  function index(event: StoredEvent): void {
    const { stream, seq } = event;
    due.put(`${stream}/${seq}`, event.due === undefined ? undefined : { stream, seq, due: event.due });
    if (seq === 0) born.put(stream, { ...event });
  }

  return {
    streams,

    async append(draft) {
      const event: StoredEvent = follow(draft);
      const winner = at(event);
      if (winner) return { is: 'lost', winner: { ...winner } };
      const events = streams.get(event.stream) ?? [];
      // The table takes a step without the one before it; a fake that hid this would hide the bug.
      events[event.seq] = event;
      streams.set(event.stream, events);
      index(event);
      return { is: 'appended', event: { ...event } };
    },

    head: async (stream) => copy(streams.get(stream)?.at(-1)),
    read: async (stream) => (streams.get(stream) ?? []).flatMap((event) => (event ? [{ ...event }] : [])),
    event: async (ref) => copy(at(ref)),

    async recent(kind, { limit, after }) {
      return born
        .entries()
        .filter(({ stream, at }) => kindOf(stream) === kind && (after === undefined || at > after))
        .sort((a, b) => b.at - a.at)
        .slice(0, limit);
    },

    async claim(ref, { seen, until }) {
      const event = at(ref);
      if (event?.due !== seen) return false;
      event.due = until;
      event.tries = (event.tries ?? 0) + 1;
      index(event);
      return true;
    },

    async finish(ref, { claimed, wakeAt, failed }) {
      const event = at(ref);
      if (event?.due !== claimed) return;
      if (wakeAt === undefined) delete event.due;
      else Object.assign(event, { due: wakeAt, ...(failed ? {} : { tries: 0 }) });
      index(event);
    },

    async due(now, limit) {
      return due
        .entries()
        .filter((entry) => entry.due <= now)
        .sort((a, b) => a.due - b.due)
        .slice(0, limit)
        .map(({ stream, seq }) => ({ stream, seq }));
    },
  };
}

function copy(event: StoredEvent | undefined): StoredEvent | undefined {
  return event && { ...event };
}
