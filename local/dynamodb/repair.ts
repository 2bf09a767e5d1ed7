import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

type Item = Record<string, unknown>;
type Table = { GlobalSecondaryIndexes?: unknown[] };
type Entry = { index: string; key: string; item: Item };
type Operation = { type: 'put'; key: string; value: Item } | { type: 'del'; key: string };
type Level = {
  open(): Promise<void>;
  get(key: string): Promise<Table | undefined>;
  iterator(range: { gte: string; lt: string }): AsyncIterable<[key: string, value: Item]>;
  batch(operations: Operation[]): Promise<void>;
  close(): Promise<void>;
};

/**
 * Makes the indexes agree with the items again, and returns how many entries did not.
 *
 * dynalite writes an item's index entries first and then the item, each by itself (seen with 4.0.0). Killed in between, it
 * knows of work that is done, or, which is worse, does not know of work that is due; DynamoDB has no such moment.
 */
export async function repairIndexes(path: string, table: string): Promise<number> {
  if (!existsSync(join(path, 'CURRENT'))) return 0;
  const { Level, getIndexActions } = parts();
  const db = new Level(path, { valueEncoding: 'json' });
  await db.open();
  try {
    const definition = await db.get(`table~${table}`);
    if (!definition) return 0;
    const wanted = new Map<string, Item>();
    for await (const [, item] of db.iterator(startingWith(`item-${table}~`))) {
      const { puts } = getIndexActions(definition.GlobalSecondaryIndexes ?? [], null, item, definition);
      for (const { index, key, item: entry } of puts) wanted.set(`index-global~${table}~${index}~${key}`, entry);
    }
    const operations = await differences(db.iterator(startingWith(`index-global~${table}~`)), wanted);
    await db.batch(operations);
    return operations.length;
  } finally {
    await db.close();
  }
}

async function differences(there: AsyncIterable<[string, Item]>, wanted: Map<string, Item>): Promise<Operation[]> {
  const missing = new Map(wanted);
  const operations: Operation[] = [];
  for await (const [key, entry] of there) {
    if (!wanted.has(key)) operations.push({ type: 'del', key });
    else if (JSON.stringify(entry) === JSON.stringify(wanted.get(key))) missing.delete(key);
  }
  return [...operations, ...[...missing].map(([key, value]): Operation => ({ type: 'put', key, value }))];
}

function startingWith(prefix: string): { gte: string; lt: string } {
  return { gte: prefix, lt: `${prefix}\xff` };
}

/** The database that dynalite uses, and its own way from an item to its index entries. */
function parts() {
  const ofDynalite = createRequire(createRequire(import.meta.filename).resolve('dynalite'));
  const { Level } = ofDynalite('level') as { Level: new (path: string, options: { valueEncoding: string }) => Level };
  const { getIndexActions } = ofDynalite('./db') as {
    getIndexActions(indexes: unknown[], before: null, item: Item, table: Table): { puts: Entry[] };
  };
  return { Level, getIndexActions };
}
