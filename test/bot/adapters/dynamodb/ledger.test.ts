import { createLedger } from '../../../../bot/adapters/dynamodb/ledger.ts';
import { describeLedger } from '../../../contracts/ledger.ts';
import { openTable } from '../../../contracts/table.ts';
import { createFakeLedger } from '../../../fakes/ledger.ts';

describeLedger('the ledger in DynamoDB', async () => {
  const { store, close } = await openTable();
  return { ledger: createLedger(store), close };
});

describeLedger('the ledger in memory', async () => ({ ledger: createFakeLedger(), close: async () => undefined }));
