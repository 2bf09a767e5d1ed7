import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { createDynamoDb, type Store } from '../../bot/adapters/dynamodb/client.ts';
import type { OnBatch } from '../../local/dynamodb/delivery.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../local/dynamodb/start.ts';

export const LOCAL = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** A table on disk for the adapters, reached as the local default reaches it: by the SDK's own variable. */
export async function openTable(
  onBatch: OnBatch = async () => ({ batchItemFailures: [] }),
): Promise<{ store: Store; local: LocalDynamoDb; close: () => Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'remit-table-'));
  const local = await startDynamoDb({ home, onBatch });
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', local.url);
  const db = createDynamoDb(LOCAL);
  return {
    store: { db, table: 'remit' },
    local,
    async close() {
      db.destroy();
      await local.close();
      vi.unstubAllEnvs();
      await rm(home, { recursive: true });
    },
  };
}
