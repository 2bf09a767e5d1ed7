import { QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { ChainedEvent } from '../../domain/ledger/chain.ts';
import type { Evidence } from '../../ports/evidence.ts';
import type { Item } from './attribute.ts';
import type { Store } from './client.ts';
import { asItStands } from './event-item.ts';
import { queryAll } from './query-all.ts';

/** The key of an index's item, as the next page begins behind it. */
const cursor = z.object({
  pk: z.object({ S: z.string() }),
  sk: z.object({ S: z.string() }),
  kind: z.object({ S: z.string() }),
  at: z.object({ N: z.string() }),
});

/** The streams for those who check them. */
export function createEvidence({ db, table }: Store): Evidence {
  return {
    async born(kind, { limit, after, from, newest }) {
      const since = after === undefined ? {} : { ':after': { N: String(after) } };
      const page = await db.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'born',
          KeyConditionExpression: after === undefined ? 'kind = :kind' : 'kind = :kind AND #at > :after',
          ...(after === undefined ? {} : { ExpressionAttributeNames: { '#at': 'at' } }),
          ExpressionAttributeValues: { ':kind': { S: kind }, ...since },
          Limit: limit,
          ScanIndexForward: newest !== true,
          ...(from === undefined ? {} : { ExclusiveStartKey: cursor.parse(JSON.parse(from)) }),
        }),
      );
      const streams = (page.Items ?? []).flatMap(({ pk }) => (pk?.S === undefined ? [] : [pk.S]));
      return { streams, ...(page.LastEvaluatedKey && { next: JSON.stringify(page.LastEvaluatedKey) }) };
    },

    async events(stream) {
      const items = await queryAll(db, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: stream } },
        ConsistentRead: true,
      });
      const events: ChainedEvent[] = [];
      const unreadable: number[] = [];
      for (const item of items) {
        const event = asItStands(item);
        if (event) events.push(event);
        else unreadable.push(stepOf(item));
      }
      return { events, unreadable };
    },

    async exists(stream) {
      const { Count } = await db.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: stream } },
          ConsistentRead: true,
          Limit: 1,
          Select: 'COUNT',
        }),
      );
      return (Count ?? 0) > 0;
    },
  };
}

/** Of an item that does not parse its key may still say which step it is of. */
function stepOf({ sk }: Item): number {
  const digits = /^e#([0-9]{9})$/.exec(sk?.S ?? '')?.[1];
  return digits === undefined ? 0 : Number(digits);
}
