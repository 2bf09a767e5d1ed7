import { afterAll } from 'vitest';
import { createDepartures } from '../../../../bot/adapters/dynamodb/departures.ts';
import { createInventory } from '../../../../bot/adapters/dynamodb/inventory.ts';
import { createJoinings } from '../../../../bot/adapters/dynamodb/joinings.ts';
import { createLocks } from '../../../../bot/adapters/dynamodb/locks.ts';
import { createReceipts } from '../../../../bot/adapters/dynamodb/receipts.ts';
import { createTimeline } from '../../../../bot/adapters/dynamodb/timeline.ts';
import { describeDepartures } from '../../../contracts/departures.ts';
import { describeInventory } from '../../../contracts/inventory.ts';
import { describeJoinings } from '../../../contracts/joinings.ts';
import { describeLocks } from '../../../contracts/locks.ts';
import { describeReceipts } from '../../../contracts/receipts.ts';
import { openTable } from '../../../contracts/table.ts';
import { describeTimeline } from '../../../contracts/timeline.ts';
import { createFakeDepartures } from '../../../fakes/departures.ts';
import { createFakeInventory } from '../../../fakes/inventory.ts';
import { createFakeJoinings } from '../../../fakes/joinings.ts';
import { createFakeLocks } from '../../../fakes/locks.ts';
import { createFakeReceipts } from '../../../fakes/receipts.ts';
import { createFakeTimeline } from '../../../fakes/timeline.ts';

const close = async () => undefined;
const table = openTable();
afterAll(async () => (await table).close());

describeReceipts('receipts in DynamoDB', async () => ({ receipts: createReceipts((await table).store), close }));
describeReceipts('receipts in memory', async () => ({ receipts: createFakeReceipts(), close }));

describeLocks('locks in DynamoDB', async () => ({ locks: createLocks((await table).store), close }));
describeLocks('locks in memory', async () => ({ locks: createFakeLocks(), close }));

describeDepartures('departures in DynamoDB', async () => ({
  departures: createDepartures((await table).store),
  close,
}));
describeDepartures('departures in memory', async () => ({ departures: createFakeDepartures(), close }));

describeJoinings('joinings in DynamoDB', async () => ({ joinings: createJoinings((await table).store), close }));
describeJoinings('joinings in memory', async () => ({ joinings: createFakeJoinings(), close }));

describeInventory('the inventory in DynamoDB', async () => ({
  inventory: createInventory((await table).store),
  close,
}));
describeInventory('the inventory in memory', async () => ({ inventory: createFakeInventory(), close }));

describeTimeline('timelines in DynamoDB', async () => ({ timeline: createTimeline((await table).store), close }));
describeTimeline('timelines in memory', async () => ({ timeline: createFakeTimeline(), close }));
