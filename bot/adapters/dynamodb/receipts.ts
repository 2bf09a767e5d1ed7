import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Receipt, Receipts } from '../../ports/receipts.ts';
import { parse, whole } from './attribute.ts';
import { ON_LEAVE_RECEIPT, ON_RAISE } from './clauses.ts';
import type { Store } from './client.ts';
import { onCondition } from './on-condition.ts';

const receiptItem = z.object({
  value: z.object({ M: z.record(z.string(), z.object({ S: z.string() })) }),
  seq: whole,
  at: z.optional(whole),
});

/** `receipt#<stream>` / `<effect>`: what an effect left behind and the sequence it shows. */
export function createReceipts({ db, table }: Store): Receipts {
  const keyOf = (stream: string, effect: string) => ({ pk: { S: `receipt#${stream}` }, sk: { S: effect } });

  const itemOf = (stream: string, effect: string, { value, seq }: Receipt) => {
    const M = Object.fromEntries(Object.entries(value).map(([name, S]) => [name, { S }]));
    return { ...keyOf(stream, effect), value: { M }, seq: { N: String(seq) } };
  };

  const receipts: Receipts = {
    async get(stream, effect) {
      const { Item } = await db.send(
        new GetItemCommand({ TableName: table, Key: keyOf(stream, effect), ConsistentRead: true }),
      );
      if (!Item) return undefined;
      const { value, seq, at } = parse(receiptItem, Item);
      const held = Object.fromEntries(Object.entries(value.M).map(([name, { S }]) => [name, S]));
      return { value: held, seq, ...(at !== undefined && { at }) };
    },

    async put(stream, effect, receipt) {
      await db.send(new PutItemCommand({ TableName: table, Item: itemOf(stream, effect, receipt) }));
    },

    async leave(stream, effect, receipt) {
      const Item = itemOf(stream, effect, receipt);
      const put = new PutItemCommand({ TableName: table, Item, ConditionExpression: ON_LEAVE_RECEIPT });
      if (await onCondition(db.send(put))) return receipt;
      return (await receipts.get(stream, effect)) ?? receipt;
    },

    async raise(stream, effect, { seq, at }) {
      await onCondition(
        db.send(
          new UpdateItemCommand({
            TableName: table,
            Key: keyOf(stream, effect),
            UpdateExpression: 'SET seq = :seq, #at = :at',
            ExpressionAttributeNames: { '#at': 'at' },
            ConditionExpression: ON_RAISE,
            ExpressionAttributeValues: { ':seq': { N: String(seq) }, ':at': { N: String(at) } },
          }),
        ),
      );
    },
  };

  return receipts;
}
