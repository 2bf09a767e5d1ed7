import type { ChainedEvent } from '../domain/ledger/chain.ts';
import type { Copies } from '../ports/evidence.ts';
import type { Log } from '../ports/log.ts';

/** An event to be copied; `id` is by what its delivery is failed. */
export type ToCopy = { id: string; event: ChainedEvent };

/**
 * Keeps the events of a batch, one copy a stream, and returns the ids of those that were not kept, to be delivered again.
 * They are kept as they came: whether they are what their hash says is for whoever checks.
 */
export async function copyEvents(
  deps: { copies: Pick<Copies, 'keep'>; log: Log },
  batch: readonly ToCopy[],
): Promise<string[]> {
  const streams = Map.groupBy(batch, ({ event }) => event.stream);
  const failed = await Promise.all(
    [...streams].map(async ([stream, brought]) => {
      try {
        await deps.copies.keep(
          stream,
          brought.map(({ event }) => event),
        );
        return [];
      } catch (error) {
        deps.log('error', 'not-copied', { stream, error: error instanceof Error ? error.name : 'unknown' });
        return brought.map(({ id }) => id);
      }
    }),
  );
  return failed.flat();
}
