import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createLedger } from '../../../bot/adapters/dynamodb/ledger.ts';
import type { StoredEvent } from '../../../bot/ports/ledger.ts';
import { startDynamoDb } from '../../../local/dynamodb/start.ts';

/** A program of its own, so that it can be killed: appends to four streams and prints `+` acknowledged, `>` delivered. */
const [home = ''] = process.argv.slice(2);
const local = await startDynamoDb({
  home,
  async onBatch({ Records }) {
    for (const { dynamodb } of Records) console.log(`> ${dynamodb.Keys.pk.S} ${Number(dynamodb.Keys.sk.S.slice(2))}`);
    return { batchItemFailures: [] };
  },
});
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const db = new DynamoDBClient({ region: 'us-east-1', endpoint: local.url, credentials });
const ledger = createLedger({ db, table: 'remit' });
local.begin();

async function append(stream: string): Promise<never> {
  let head: StoredEvent | undefined = await ledger.head(stream);
  for (;;) {
    const by = { team: 'T', user: 'U' };
    const appended = await ledger.append({ stream, head, type: 'step', at: 1, by, data: {}, state: {} });
    head = appended.is === 'appended' ? appended.event : appended.winner;
    console.log(`+ ${stream} ${head.seq}`);
  }
}

await Promise.all(['run#A', 'run#B', 'run#C', 'run#D'].map(append));
