import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import type { Target } from '../../domain/target.ts';
import type { Inventory } from '../../ports/inventory.ts';
import type { Item } from './attribute.ts';
import { getAll, put, remove, writeAll } from './batch.ts';
import type { Store } from './client.ts';
import { queryAll } from './query-all.ts';
import { itemOf, keyOf, targetOf } from './target-item.ts';
import { LIST_KEY, listOf, partsOf } from './target-list.ts';

/** A list that is being replaced is whole again within milliseconds. */
const LOOKS = 5;

/**
 * The targets: one item each, read by exact name at every request, and the whole list, compressed, for groups and
 * suggestions.
 */
export function createInventory(store: Store): Inventory {
  const listItems = (): Promise<Item[]> =>
    queryAll(store.db, {
      TableName: store.table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': LIST_KEY },
      ConsistentRead: true,
    });

  return {
    async find(names) {
      const items = await getAll(store, [...new Set(names)].map(keyOf));
      return items.map(targetOf);
    },

    async list() {
      for (let look = 1; look <= LOOKS; look++) {
        const list = listOf(await listItems());
        if (list !== 'torn') return list;
      }
      throw new Error(`the list of targets was torn at ${LOOKS} looks`);
    },

    /**
     * Writes only what differs from the last list. The list's head goes last, so that a writer who died half-way finds
     * the same difference next time.
     */
    async write(list) {
      const items = await listItems();
      const before = listOf(items);
      if (before !== 'torn' && isDeepStrictEqual(before, list)) return;
      const { head, parts } = partsOf(list, randomUUID());
      const old = before === 'torn' ? [] : before.targets;
      await writeAll(store, [...changes(old, list.targets), ...parts.map(put)]);
      await writeAll(store, [put(head)]);
      await writeAll(store, items.filter(({ sk }) => sk?.S !== 'list').map(remove));
    },
  };
}

function changes(before: Target[], after: Target[]): WriteRequest[] {
  const old = new Map(before.map((target) => [target.name, target]));
  const names = new Set(after.map(({ name }) => name));
  return [
    ...after.filter((target) => !isDeepStrictEqual(old.get(target.name), target)).map((target) => put(itemOf(target))),
    ...before.filter(({ name }) => !names.has(name)).map(({ name }) => remove(keyOf(name))),
  ];
}
