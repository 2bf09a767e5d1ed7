import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Departure, Departures } from '../../ports/departures.ts';
import { parse, text, whole } from './attribute.ts';
import type { Store } from './client.ts';
import { onCondition } from './on-condition.ts';
import { queryAll } from './query-all.ts';

const departureItem = z.object({ sk: text, name: text, run: text, at: whole });
const KEY = 'gone#hosts';

/** `gone#hosts` / the instance. One partition: a fleet loses hosts by the hundred, not by the million. */
export function createDepartures({ db, table }: Store): Departures {
  return {
    async record({ instanceId, name, run, at }) {
      await onCondition(
        db.send(
          new PutItemCommand({
            TableName: table,
            Item: { pk: { S: KEY }, sk: { S: instanceId }, name: { S: name }, run: { S: run }, at: { N: String(at) } },
            ConditionExpression: 'attribute_not_exists(sk)',
          }),
        ),
      );
    },

    async list() {
      const items = await queryAll(db, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: KEY } },
        ConsistentRead: true,
      });
      return items.map((item): Departure => {
        const { sk, ...rest } = parse(departureItem, item);
        return { instanceId: sk, ...rest };
      });
    },
  };
}
