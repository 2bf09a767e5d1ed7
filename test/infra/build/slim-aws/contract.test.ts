import { describeInventory } from '../../../contracts/inventory.ts';
import { describeLedger } from '../../../contracts/ledger.ts';
import { LOCAL, openTable } from '../../../contracts/table.ts';
import { slimAdapters } from './adapters.ts';

async function slimTable() {
  const table = await openTable();
  const { createDynamoDb, ...adapters } = await slimAdapters();
  return { store: { db: createDynamoDb(LOCAL), table: 'remit' }, close: table.close, ...adapters };
}

describeLedger('the ledger over the small client', async () => {
  const { store, close, createLedger } = await slimTable();
  return { ledger: createLedger(store), close };
});

describeInventory('the inventory over the small client', async () => {
  const { store, close, createInventory } = await slimTable();
  return { inventory: createInventory(store), close };
});
