import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Lock, Locks } from '../../ports/locks.ts';
import { type Item, parse, text, whole } from './attribute.ts';
import { ON_RELEASE_LOCK, ON_TAKE_LOCK } from './clauses.ts';
import type { Store } from './client.ts';
import { onCondition } from './on-condition.ts';

const lockItem = z.object({ holder: text, since: whole });
const lockOf = (item: Item): Lock => parse(lockItem, item);

/** `lock#<host>` / `lock`. Taking it again keeps the time since when it was held. */
export function createLocks({ db, table }: Store): Locks {
  const keyOf = (host: string) => ({ TableName: table, Key: { pk: { S: `lock#${host}` }, sk: { S: 'lock' } } });

  async function holderOf(host: string): Promise<Lock | undefined> {
    const { Item } = await db.send(new GetItemCommand({ ...keyOf(host), ConsistentRead: true }));
    return Item && lockOf(Item);
  }

  async function take(host: string, lock: Lock): Promise<Lock> {
    try {
      const { Attributes } = await db.send(
        new UpdateItemCommand({
          ...keyOf(host),
          UpdateExpression: 'SET holder = :me, since = if_not_exists(since, :since)',
          ConditionExpression: ON_TAKE_LOCK,
          ExpressionAttributeValues: { ':me': { S: lock.holder }, ':since': { N: String(lock.since) } },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return lockOf(Attributes ?? {});
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // Let go between the two calls: free again.
      return (await holderOf(host)) ?? take(host, lock);
    }
  }

  return {
    take,
    async release(host, holder) {
      await onCondition(
        db.send(
          new DeleteItemCommand({
            ...keyOf(host),
            ConditionExpression: ON_RELEASE_LOCK,
            ExpressionAttributeValues: { ':me': { S: holder } },
          }),
        ),
      );
    },
  };
}
