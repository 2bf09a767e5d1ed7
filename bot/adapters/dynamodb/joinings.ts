import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { ENVIRONMENTS, KINDS } from '../../domain/target.ts';
import type { Joining, Joinings } from '../../ports/joinings.ts';
import { parse, text, whole } from './attribute.ts';
import type { Store } from './client.ts';
import { onCondition } from './on-condition.ts';
import { queryAll } from './query-all.ts';

const item = z.object({ sk: text, host: text, change: text, at: whole });
const hostShape = z.object({
  name: z.string(),
  instanceId: z.string(),
  kind: z.enum(KINDS),
  environment: z.enum(ENVIRONMENTS),
  group: z.string(),
  region: z.optional(z.string()),
});
const KEY = 'joining#hosts';

/** `joining#hosts` / the instance: few at a time, and for minutes only. */
export function createJoinings({ db, table }: Store): Joinings {
  return {
    async record({ change, at, ...host }) {
      const fields = { host: { S: JSON.stringify(host) }, change: { S: change }, at: { N: String(at) } };
      await onCondition(
        db.send(
          new PutItemCommand({
            TableName: table,
            Item: { pk: { S: KEY }, sk: { S: host.instanceId }, ...fields },
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
      return items.map((one): Joining => {
        const { host, change, at } = parse(item, one);
        const { region, ...rest } = z.parse(hostShape, JSON.parse(host));
        return { ...rest, ...(region !== undefined && { region }), change, at };
      });
    },

    async done(instanceId) {
      await db.send(new DeleteItemCommand({ TableName: table, Key: { pk: { S: KEY }, sk: { S: instanceId } } }));
    },
  };
}
