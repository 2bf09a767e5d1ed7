import { GetItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SHARDS } from '../../domain/ledger/name.ts';
import type { EventRef, Ledger } from '../../ports/ledger.ts';
import { append } from './append.ts';
import { ON_CLAIM, ON_FINISH } from './clauses.ts';
import type { Store } from './client.ts';
import { eventOf, keyOf, refOf } from './event-item.ts';
import { onCondition } from './on-condition.ts';
import { queryAll } from './query-all.ts';

/** DynamoDB does not take its own words bare in an expression. */
const RESERVED_SHARD = { '#shard': 'shard' };
const RESERVED_AT = { '#at': 'at' };

/** The streams in one DynamoDB table. Throws `CorruptItem` on an item that does not parse, and the SDK's faults. */
export function createLedger(store: Store): Ledger {
  const { db, table } = store;
  const ofStream = (stream: string) => ({
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: stream } },
    ConsistentRead: true,
  });

  return {
    append: (draft) => append(store, draft),

    async head(stream) {
      const { Items } = await db.send(new QueryCommand({ ...ofStream(stream), ScanIndexForward: false, Limit: 1 }));
      return Items?.[0] && eventOf(Items[0]);
    },

    async read(stream) {
      return (await queryAll(db, ofStream(stream))).map(eventOf);
    },

    async event(ref) {
      const { Item } = await db.send(new GetItemCommand({ TableName: table, Key: keyOf(ref), ConsistentRead: true }));
      return Item && eventOf(Item);
    },

    async recent(kind, { limit, after }) {
      const since = after === undefined ? {} : { ':after': { N: String(after) } };
      const { Items } = await db.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'born',
          KeyConditionExpression: after === undefined ? 'kind = :kind' : 'kind = :kind AND #at > :after',
          ...(after === undefined ? {} : { ExpressionAttributeNames: RESERVED_AT }),
          ExpressionAttributeValues: { ':kind': { S: kind }, ...since },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return (Items ?? []).map(eventOf);
    },

    claim: (ref, { seen, until }) =>
      onCondition(
        db.send(
          new UpdateItemCommand({
            TableName: table,
            Key: keyOf(ref),
            UpdateExpression: 'SET due = :until ADD tries :one',
            ConditionExpression: ON_CLAIM,
            ExpressionAttributeValues: {
              ':seen': { N: String(seen) },
              ':until': { N: String(until) },
              ':one': { N: '1' },
            },
          }),
        ),
      ),

    async finish(ref, { claimed, wakeAt, failed }) {
      // A timer starts its tries anew: a run that is looked at every minute is not a poison effect. 0, not absent: absent
      // says that nobody has claimed the event yet.
      const wake = wakeAt === undefined ? {} : { ':wakeAt': { N: String(wakeAt) } };
      const anew = wakeAt === undefined || failed ? {} : { ':none': { N: '0' } };
      await onCondition(
        db.send(
          new UpdateItemCommand({
            TableName: table,
            Key: keyOf(ref),
            UpdateExpression:
              wakeAt === undefined ? 'REMOVE due, #shard' : `SET due = :wakeAt${failed ? '' : ', tries = :none'}`,
            ...(wakeAt === undefined ? { ExpressionAttributeNames: RESERVED_SHARD } : {}),
            ConditionExpression: ON_FINISH,
            ExpressionAttributeValues: { ':claimed': { N: String(claimed) }, ...wake, ...anew },
          }),
        ),
      );
    },

    async due(now, limit) {
      const shards = await Promise.all(
        Array.from({ length: SHARDS }, (_, shard) => dueIn(store, { shard, now, limit })),
      );
      return shards
        .flat()
        .sort((a, b) => a.due - b.due)
        .slice(0, limit)
        .map(({ stream, seq }) => ({ stream, seq }));
    },
  };
}

async function dueIn({ db, table }: Store, ask: { shard: number; now: number; limit: number }) {
  const { Items } = await db.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'due',
      KeyConditionExpression: '#shard = :shard AND due <= :now',
      ExpressionAttributeNames: RESERVED_SHARD,
      ExpressionAttributeValues: { ':shard': { N: String(ask.shard) }, ':now': { N: String(ask.now) } },
      Limit: ask.limit,
    }),
  );
  return (Items ?? []).map((item): EventRef & { due: number } => ({ ...refOf(item), due: Number(item.due?.N) }));
}
