import { randomBytes } from 'node:crypto';
import { DeleteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInventory } from '../../../../bot/adapters/dynamodb/inventory.ts';
import type { Target } from '../../../../bot/domain/target.ts';
import { openTable } from '../../../contracts/table.ts';

const target = (name: string, tags: string[] = []): Target => ({
  name,
  instanceId: `i-${name}`,
  kind: 'user-host',
  environment: 'staging',
  tags,
  services: [],
});

describe('the list of targets in DynamoDB', () => {
  let table: Awaited<ReturnType<typeof openTable>>;
  beforeAll(async () => {
    table = await openTable();
  });
  afterAll(() => table.close());

  async function keys(): Promise<string[]> {
    const ExpressionAttributeValues = { ':pk': { S: 'target#' } };
    const query = { TableName: 'remit', KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues };
    const { Items = [] } = await table.store.db.send(new QueryCommand(query));
    return Items.map(({ sk }) => sk?.S ?? '');
  }

  it('is parted under the 400 KB of an item, and the parts of earlier writings go', async () => {
    const inventory = createInventory(table.store);
    const hard = Array.from({ length: 40 }, (_, n) => target(`host-${n}`, [randomBytes(10_000).toString('hex')]));
    await inventory.write({ targets: hard, unmanaged: [] });
    expect(await keys()).toHaveLength(3);
    expect(await inventory.list()).toEqual({ targets: hard, unmanaged: [] });
    await inventory.write({ targets: [target('host-1')], unmanaged: [] });
    expect(await keys()).toHaveLength(2);
    expect(await inventory.find(['host-0', 'host-1'])).toEqual([target('host-1')]);
  });

  it('is written only when something differs', async () => {
    const inventory = createInventory(table.store);
    const list = { targets: [target('host-1'), target('host-2')], unmanaged: [] };
    await inventory.write(list);
    const before = await keys();
    await inventory.write(structuredClone(list));
    expect(await keys()).toEqual(before);
  });

  it('is a fault when a part stays away, and whole again at the next writing', async () => {
    const inventory = createInventory(table.store);
    await inventory.write({ targets: [target('host-1')], unmanaged: [] });
    const [, part = ''] = await keys();
    const Key = { pk: { S: 'target#' }, sk: { S: part } };
    await table.store.db.send(new DeleteItemCommand({ TableName: 'remit', Key }));
    await expect(inventory.list()).rejects.toThrow('torn at 5 looks');
    await inventory.write({ targets: [target('host-1')], unmanaged: [] });
    expect((await inventory.list()).targets).toEqual([target('host-1')]);
  });

  it('asks again for the names that the store left unprocessed, and gives up in the end', async () => {
    const Keys = [{ pk: { S: 'target#host-1' }, sk: { S: 'target' } }];
    let left = 2;
    const db = {
      async send() {
        left -= 1;
        return { Responses: { remit: [] }, UnprocessedKeys: left > 0 ? { remit: { Keys } } : {} };
      },
    } as unknown as DynamoDBClient;
    expect(await createInventory({ db, table: 'remit' }).find(['host-1'])).toEqual([]);
    expect(left).toBe(0);
    left = Number.POSITIVE_INFINITY;
    await expect(createInventory({ db, table: 'remit' }).find(['host-1'])).rejects.toThrow('1 of 1 items unprocessed');
  });
});
