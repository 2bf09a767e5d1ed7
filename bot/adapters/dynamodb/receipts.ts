import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Receipt, Receipts } from '../../ports/receipts.ts';
import { ON_LEAVE_RECEIPT, ON_RAISE } from './clauses.ts';
import type { Store } from './client.ts';
import { onCondition } from './on-condition.ts';
import { keyOf, readReceipts } from './read-receipts.ts';

/** `receipt#<stream>` / `<effect>`: what an effect left behind and the sequence it shows. */
export function createReceipts(store: Store): Receipts {
  const { db, table } = store;

  const itemOf = (stream: string, effect: string, { value, seq }: Receipt) => {
    const M = Object.fromEntries(Object.entries(value).map(([name, S]) => [name, { S }]));
    return { ...keyOf(stream, effect), value: { M }, seq: { N: String(seq) } };
  };

  const receipts: Receipts = {
    ...readReceipts(store),

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
