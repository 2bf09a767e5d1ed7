import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetItemCommand, BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import type { Item } from './attribute.ts';
import type { Store } from './client.ts';

/** DynamoDB's own: keys a BatchGetItem, requests a BatchWriteItem. */
const KEYS_A_CALL = 100;
const WRITES_A_CALL = 25;

/** What was left unprocessed is asked for again after 50, 100, 200, … ms: under the 2 seconds of a request. */
const ROUNDS = 5;
const FIRST_WAIT_MS = 50;

export const put = (item: Item): WriteRequest => ({ PutRequest: { Item: item } });
export const remove = ({ pk, sk }: Item): WriteRequest => ({
  DeleteRequest: { Key: { ...(pk ? { pk } : {}), ...(sk ? { sk } : {}) } },
});

/** The items of these keys that exist, in no order; consistent. Throws when the store keeps some unprocessed. */
export async function getAll({ db, table }: Store, keys: Item[]): Promise<Item[]> {
  const chunks = await Promise.all(
    chunk(keys, KEYS_A_CALL).map(async (all) => {
      const found: Item[] = [];
      await untilDone(all, async (Keys) => {
        const RequestItems = { [table]: { Keys, ConsistentRead: true } };
        const { Responses, UnprocessedKeys } = await db.send(new BatchGetItemCommand({ RequestItems }));
        found.push(...(Responses?.[table] ?? []));
        return UnprocessedKeys?.[table]?.Keys ?? [];
      });
      return found;
    }),
  );
  return chunks.flat();
}

/** Unconditional writes, in no order. Throws when the store keeps some unprocessed. */
export async function writeAll({ db, table }: Store, writes: WriteRequest[]): Promise<void> {
  for (const all of chunk(writes, WRITES_A_CALL)) {
    await untilDone(all, async (requests) => {
      const { UnprocessedItems } = await db.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
      return UnprocessedItems?.[table] ?? [];
    });
  }
}

async function untilDone<T>(all: T[], round: (left: T[]) => Promise<T[]>): Promise<void> {
  let left = await round(all);
  for (let again = 0; left.length > 0; again++) {
    if (again === ROUNDS) throw new Error(`the store left ${left.length} of ${all.length} items unprocessed`);
    await sleep(FIRST_WAIT_MS * 2 ** again);
    left = await round(left);
  }
}

function chunk<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
