import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Receipts } from '../../ports/receipts.ts';
import { parse, whole } from './attribute.ts';
import type { Store } from './client.ts';

const receiptItem = z.object({
  value: z.object({ M: z.record(z.string(), z.object({ S: z.string() })) }),
  seq: whole,
  at: z.optional(whole),
});

export function keyOf(stream: string, effect: string) {
  return { pk: { S: `receipt#${stream}` }, sk: { S: effect } };
}

/** Reads receipts, and cannot write them: all that whoever answers Slack needs. */
export function readReceipts({ db, table }: Store): Pick<Receipts, 'get'> {
  return {
    async get(stream, effect) {
      const { Item } = await db.send(
        new GetItemCommand({ TableName: table, Key: keyOf(stream, effect), ConsistentRead: true }),
      );
      if (!Item) return undefined;
      const { value, seq, at } = parse(receiptItem, Item);
      const held = Object.fromEntries(Object.entries(value.M).map(([name, { S }]) => [name, S]));
      return { value: held, seq, ...(at !== undefined && { at }) };
    },
  };
}
