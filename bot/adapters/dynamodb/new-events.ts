import * as z from 'zod/mini';
import type { ChainedEvent } from '../../domain/ledger/chain.ts';
import { asItStands } from './event-item.ts';

const streamEvent = z.object({
  Records: z.array(
    z.object({
      eventSource: z.literal('aws:dynamodb'),
      dynamodb: z.object({ SequenceNumber: z.string(), NewImage: z.record(z.string(), z.any()) }),
    }),
  ),
});

/** An event of the ledger as the table's stream brings it; `id` is by what its delivery is failed. */
export type Brought = { id: string; event: ChainedEvent };

/** The new events of a batch, in their order. Throws on a batch that is none, or an item that does not parse: it is failed. */
export function readNewEvents(batch: unknown): Brought[] {
  return z.parse(streamEvent, batch).Records.map(({ dynamodb: { SequenceNumber, NewImage } }) => {
    const event = asItStands(NewImage);
    if (!event) throw new Error(`record ${SequenceNumber} is no event`);
    return { id: SequenceNumber, event };
  });
}
