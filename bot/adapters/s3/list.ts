import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Bucket } from './client.ts';

export type Listed = { key: string; size: number };

/** Every object whose key begins so, in the order of the keys. */
export async function list({ s3, bucket }: Bucket, prefix: string): Promise<Listed[]> {
  const listed: Listed[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key, Size = 0 } of Contents) if (Key !== undefined) listed.push({ key: Key, size: Size });
  }
  return listed;
}
