import { inspect } from 'node:util';
import { type AttributeValue, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CorruptItem } from '../../../../bot/adapters/dynamodb/corrupt-item.ts';
import { createInventory } from '../../../../bot/adapters/dynamodb/inventory.ts';
import { createLedger } from '../../../../bot/adapters/dynamodb/ledger.ts';
import { createLocks } from '../../../../bot/adapters/dynamodb/locks.ts';
import { createReceipts } from '../../../../bot/adapters/dynamodb/receipts.ts';
import { openTable } from '../../../contracts/table.ts';

const SECRET = 'xoxb-not-to-be-said';

describe('an item that does not parse', () => {
  let table: Awaited<ReturnType<typeof openTable>>;
  beforeAll(async () => {
    table = await openTable();
  });
  afterAll(() => table.close());

  async function corrupt(pk: string, sk: string, item: Record<string, AttributeValue>): Promise<void> {
    const Item = { pk: { S: pk }, sk: { S: sk }, ...item };
    await table.store.db.send(new PutItemCommand({ TableName: 'remit', Item }));
  }

  const ledger = () => createLedger(table.store);
  it.each<[string, string, string, Record<string, AttributeValue>, () => Promise<unknown>]>([
    ['an event that lacks its hash', 'run#A', 'e#000000000', { state: { S: SECRET } }, () => ledger().head('run#A')],
    ['a head that is no event', 'run#B', 'x', { state: { S: SECRET } }, () => ledger().head('run#B')],
    ['a stream that holds something else', 'run#C', 'e#1', { type: { S: SECRET } }, () => ledger().read('run#C')],
    ['a lock', 'lock#host-1', 'lock', { holder: { N: '7' } }, () => take('host-1')],
    [
      'a receipt',
      'receipt#run#A',
      'card',
      { value: { S: SECRET } },
      () => createReceipts(table.store).get('run#A', 'card'),
    ],
    [
      'a target',
      'target#host-1',
      'target',
      { targetKind: { S: SECRET } },
      () => createInventory(table.store).find(['host-1']),
    ],
  ])('is a fault that names where it is, not what: %s', async (_what, pk, sk, item, read) => {
    await corrupt(pk, sk, item);
    const error = await read().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CorruptItem);
    expect(error).toMatchObject({ message: `the item ${pk} / ${sk} does not parse` });
    expect(inspect(error, { depth: 9 })).not.toContain(SECRET);
  });

  const take = (host: string) => createLocks(table.store).take(host, { holder: 'run#A', since: 1 });

  it('is a fault when the words of an event are not those that its hash covers', async () => {
    const stream = 'person#T0ACME#U0MALLORY';
    const by = { team: 'T0ACME', user: 'U0ADMIN' };
    const draft = { stream, head: undefined, type: 'granted', at: 1, by, data: {}, state: { grants: [] } };
    await ledger().append(draft);
    const Key = { pk: { S: stream }, sk: { S: 'e#000000000' } };
    const edited = { ':state': { S: JSON.stringify({ grants: [{ role: 'admin' }] }) } };
    const UpdateExpression = 'SET #state = :state';
    const ExpressionAttributeNames = { '#state': 'state' };
    await table.store.db.send(
      new UpdateItemCommand({
        TableName: 'remit',
        Key,
        UpdateExpression,
        ExpressionAttributeNames,
        ExpressionAttributeValues: edited,
      }),
    );
    await expect(ledger().head(stream)).rejects.toThrow(`${stream} / e#000000000 is not what its hash says`);
  });

  it('is a fault when the list of targets is not what was packed', async () => {
    await corrupt('target#', 'list', { writing: { S: 'w' }, count: { N: '1' } });
    await corrupt('target#', 'list#w#000', { part: { B: Buffer.from(SECRET) } });
    const error = await createInventory(table.store)
      .list()
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'CorruptItem', message: 'the item target# / list does not parse' });
  });
});
