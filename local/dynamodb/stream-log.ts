import { openJournal } from '../journal.ts';
import type { EventName, Key, StreamRecord } from './record.ts';

/** What is written down of one change: that it may come, then the record. */
type Entry = { sequence: number; eventName: EventName; key: Key; record?: StreamRecord };

/**
 * The stream's memory. A write is first intended here and then done, so that a process that is killed between the two
 * finds out at its next start whether it was done; a record stays until it is delivered or parked.
 */
export type StreamLog = {
  /** Returns the change's sequence number. */
  intend(eventName: EventName, key: Key): number;
  record(record: StreamRecord, sequence: number): void;
  /** Nothing came of it, or it was delivered. */
  over(sequence: number): void;
  pending(): Entry[];
  close(): void;
};

export function openStreamLog(path: string, now: number): StreamLog {
  const entries = openJournal<number, Entry>(path);
  // Above every earlier number, also when those are all over and gone.
  let last = Math.max(now * 1_000, ...entries.keys());

  return {
    intend(eventName, key) {
      last += 1;
      entries.put(last, { sequence: last, eventName, key });
      return last;
    },
    record(record, sequence) {
      entries.put(sequence, { sequence, eventName: record.eventName, key: record.dynamodb.Keys, record });
    },
    over: (sequence) => entries.delete(sequence),
    pending: () => entries.values(),
    close: () => entries.close(),
  };
}
