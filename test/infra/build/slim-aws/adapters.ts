import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { FUNCTION, SLIM } from '../../../../infra/build/bundle.ts';

type Adapters = {
  createDynamoDb: typeof import('../../../../bot/adapters/dynamodb/client.ts').createDynamoDb;
  createLedger: typeof import('../../../../bot/adapters/dynamodb/ledger.ts').createLedger;
  createInventory: typeof import('../../../../bot/adapters/dynamodb/inventory.ts').createInventory;
  createSecrets: typeof import('../../../../bot/adapters/secrets.ts').createSecrets;
  SecretsManagerClient: typeof import('@aws-sdk/client-secrets-manager').SecretsManagerClient;
};

const ENTRY = `
export { createDynamoDb } from './bot/adapters/dynamodb/client.ts';
export { createLedger } from './bot/adapters/dynamodb/ledger.ts';
export { createInventory } from './bot/adapters/dynamodb/inventory.ts';
export { createSecrets } from './bot/adapters/secrets.ts';
export { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';`;

/** The adapters as the bundle that answers Slack has them. The endpoints are read now, as at a cold start. */
export async function slimAdapters(): Promise<Adapters> {
  const folder = await mkdtemp(join(tmpdir(), 'remit-slim-'));
  const outfile = join(folder, 'adapters.cjs');
  const alias = SLIM['slack-request'] ?? {};
  await build({ ...FUNCTION, stdin: { contents: ENTRY, resolveDir: resolve('.'), loader: 'ts' }, outfile, alias });
  const adapters = createRequire(import.meta.url)(outfile);
  await rm(folder, { recursive: true });
  return adapters;
}
