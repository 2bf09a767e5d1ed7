import * as z from 'zod/mini';

const streamEvent = z.object({
  Records: z.array(
    z.object({
      eventSource: z.literal('aws:dynamodb'),
      dynamodb: z.object({ SequenceNumber: z.string(), Keys: z.object({ pk: z.object({ S: z.string() }) }) }),
    }),
  ),
});

const queueEvent = z.object({
  Records: z.array(z.object({ eventSource: z.literal('aws:sqs'), messageId: z.string(), body: z.string() })),
});

type Named = { key: string; id: string };
/** `tend` returns the ids that failed. */
export type Deps = { tend: (streams: Named[]) => Promise<string[]> };
export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] };

/**
 * Tends the streams that a batch names: new events from the table's stream, hints from the queue `soon`.
 *
 * Only a store that does not answer fails a record, so that it is delivered again; what Slack or SSM refuse is the due
 * index's to try again.
 */
export function createHandler({ tend }: Deps): (event: unknown) => Promise<BatchAnswer> {
  return async (event) => {
    const failed = await tend(named(event));
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function named(event: unknown): Named[] {
  const queue = z.safeParse(queueEvent, event);
  if (queue.success) return queue.data.Records.map(({ body, messageId }) => ({ key: body, id: messageId }));
  const { Records } = z.parse(streamEvent, event);
  return Records.map(({ dynamodb }) => ({ key: dynamodb.Keys.pk.S, id: dynamodb.SequenceNumber }));
}
