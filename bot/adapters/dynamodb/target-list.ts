import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { ENVIRONMENTS, KINDS } from '../../domain/target.ts';
import type { Inventory } from '../../ports/inventory.ts';
import { bytes, type Item, parse, text, whole } from './attribute.ts';
import { CorruptItem } from './corrupt-item.ts';

export type TargetList = Awaited<ReturnType<Inventory['list']>>;

/** Of DynamoDB's 400 KB an item. One part holds some 10,000 targets. */
const PART_BYTES = 350_000;

export const LIST_KEY = { S: 'target#' };

/**
 * The whole list, compressed, as items: its parts, and last the head that names their `writing`. A reader who finds a head
 * finds the parts of one writing, not of two.
 */
export function partsOf(list: TargetList, writing: string): { head: Item; parts: Item[] } {
  const packed = gzipSync(JSON.stringify(list));
  const count = Math.ceil(packed.length / PART_BYTES);
  const parts = Array.from({ length: count }, (_, index) => ({
    pk: LIST_KEY,
    sk: { S: partKey(writing, index) },
    part: { B: packed.subarray(index * PART_BYTES, (index + 1) * PART_BYTES) },
  }));
  return { head: { pk: LIST_KEY, sk: { S: 'list' }, writing: { S: writing }, count: { N: String(count) } }, parts };
}

const partKey = (writing: string, index: number) => `list#${writing}#${String(index).padStart(3, '0')}`;

const headItem = z.object({ writing: text, count: whole });
const partItem = z.object({ part: bytes });
const list = z.object({
  targets: z.array(
    z.object({
      name: z.string(),
      instanceId: z.string(),
      kind: z.enum(KINDS),
      environment: z.enum(ENVIRONMENTS),
      group: z.exactOptional(z.string()),
      tags: z.array(z.string()),
      services: z.array(z.string()),
    }),
  ),
  unmanaged: z.array(z.object({ instanceId: z.string(), name: z.string(), why: z.string() })),
});

/** `torn`: a writer was between its parts and its head; the next look finds them whole. Throws `CorruptItem`. */
export function listOf(items: Item[]): TargetList | 'torn' {
  const bySk = new Map(items.map((item) => [item.sk?.S, item]));
  const head = bySk.get('list');
  if (!head) return { targets: [], unmanaged: [] };
  const { writing, count } = parse(headItem, head);
  const parts: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const item = bySk.get(partKey(writing, index));
    if (!item) return 'torn';
    parts.push(parse(partItem, item).part);
  }
  return unpack(Buffer.concat(parts));
}

function unpack(packed: Buffer): TargetList {
  try {
    return list.parse(JSON.parse(gunzipSync(packed).toString()));
  } catch {
    // Whatever it was (not gzip, not JSON, not a list), the cause would quote the data.
    throw new CorruptItem(LIST_KEY.S, 'list');
  }
}
