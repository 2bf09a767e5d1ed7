import type { Image, Key } from './record.ts';

/** One item that an operation writes. */
export type Write = { key: Key; removes: boolean };

type Request = { PutRequest?: { Item: Image }; DeleteRequest?: { Key: Key } };
type Input = { TableName?: string; Item?: Image; Key?: Key; RequestItems?: Record<string, Request[]> };

/** The items of `table` that an operation would write; none for reads, and for what dynalite will refuse. */
export function writesOf(operation: string, input: Input, table: string): Write[] {
  if (operation === 'BatchWriteItem') return (input.RequestItems?.[table] ?? []).flatMap(writeOf);
  if (input.TableName !== table) return [];
  if (operation === 'PutItem') return writeOf({ PutRequest: { Item: input.Item ?? {} } });
  if (operation === 'UpdateItem') return writeOf({ PutRequest: { Item: input.Key ?? {} } });
  if (operation === 'DeleteItem') return writeOf({ DeleteRequest: { Key: input.Key as Key } });
  return [];
}

function writeOf({ PutRequest, DeleteRequest }: Request): Write[] {
  const { pk, sk } = (PutRequest?.Item ?? DeleteRequest?.Key ?? {}) as Partial<Key>;
  if (typeof pk?.S !== 'string' || typeof sk?.S !== 'string') return [];
  return [{ key: { pk: { S: pk.S }, sk: { S: sk.S } }, removes: DeleteRequest !== undefined }];
}
