import type { Clock } from '../../bot/ports/clock.ts';

/** An index that shows a write only `lag` milliseconds after it: DynamoDB's never promise to be up to date. */
export type LaggingIndex<Entry> = { put(key: string, entry: Entry | undefined): void; entries(): Entry[] };

export function createLaggingIndex<Entry>({ now, lag }: { now: Clock; lag: number }): LaggingIndex<Entry> {
  const shown = new Map<string, Entry>();
  const coming: { at: number; key: string; entry: Entry | undefined }[] = [];
  return {
    put(key, entry) {
      coming.push({ at: now() + lag, key, entry });
    },
    entries() {
      while (coming[0] && coming[0].at <= now()) {
        const { key, entry } = coming.shift() as (typeof coming)[number];
        if (entry === undefined) shown.delete(key);
        else shown.set(key, entry);
      }
      return [...shown.values()];
    },
  };
}
