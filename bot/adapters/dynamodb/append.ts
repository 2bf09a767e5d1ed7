import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { follow } from '../../domain/ledger/draft.ts';
import type { Appended, Draft } from '../../ports/ledger.ts';
import type { Item } from './attribute.ts';
import { ON_APPEND } from './clauses.ts';
import type { Store } from './client.ts';
import { eventOf, itemOf, keyOf } from './event-item.ts';

/** Together under the 2 seconds after which nothing may be done: Slack wants its answer in 3. */
const WRITE_MS = 1_200;
const READ_BACK_MS = 700;

/**
 * Writes the step, or says who was first.
 *
 * Whatever the write's answer was but a plain refusal, the truth is read back: the SDK's second attempt fails the condition
 * that its first one, whose answer was lost, fulfilled. The `writer` tells us from another who wrote the same words in
 * the same millisecond: two dispatchers must not both believe that they intended the send.
 */
export async function append({ db, table }: Store, draft: Draft): Promise<Appended> {
  const event = follow(draft);
  const writer = randomUUID();
  try {
    await db.send(
      new PutItemCommand({ TableName: table, Item: itemOf(event, writer), ConditionExpression: ON_APPEND }),
      { abortSignal: AbortSignal.timeout(WRITE_MS) },
    );
    return { is: 'appended', event };
  } catch (cause) {
    if (isPlainRefusal(cause)) throw cause;
    const standing = await readBack({ db, table }, event).catch((error: unknown) => {
      throw new Error(`nobody knows whether step ${event.seq} of ${event.stream} was written`, { cause: error });
    });
    if (!standing) throw new Error(`step ${event.seq} of ${event.stream} was not written`, { cause });
    if (standing.writer?.S === writer) return { is: 'appended', event };
    return { is: 'lost', winner: eventOf(standing) };
  }
}

async function readBack({ db, table }: Store, event: { stream: string; seq: number }): Promise<Item | undefined> {
  const { Item } = await db.send(new GetItemCommand({ TableName: table, Key: keyOf(event), ConsistentRead: true }), {
    abortSignal: AbortSignal.timeout(READ_BACK_MS),
  });
  return Item;
}

/** The store answered that it wrote nothing (4xx), for another reason than the condition. */
function isPlainRefusal(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException) return false;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return status !== undefined && status >= 400 && status < 500;
}
