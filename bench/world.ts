import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeBootstrap } from '../bot/compose.ts';
import { startDynamoDb } from '../local/dynamodb/start.ts';
import { startSecrets } from '../local/secrets/start.ts';
import { seedRecords } from '../local/seed-records.ts';

export const SECRETS = { signingSecret: 'bench-signing-secret', botToken: 'xoxb-bench' };
export const APP = 'A0REMIT001';

export type World = { env: Record<string, string>; close(): Promise<void> };

/** The stand-ins that a cold start talks to, over HTTP on this machine: the store with its records, the secret, Slack. */
export async function startWorld(): Promise<World> {
  const home = await mkdtemp(join(tmpdir(), 'remit-bench-'));
  const db = await startDynamoDb({ home, onBatch: async () => ({ batchItemFailures: [] }) });
  const vault = await startSecrets({ home });
  vault.put('remit/slack', JSON.stringify(SECRETS));
  const slack = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"ok":true,"user_id":"U0REMITBOT","bot_id":"B0REMITBOT"}');
  });
  await new Promise<void>((done) => slack.listen(0, '127.0.0.1', done));
  const slackUrl = `http://127.0.0.1:${(slack.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = db.url;
  await seedRecords(composeBootstrap({ region: 'us-east-1', credentials, table: 'remit' }));
  return {
    env: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: db.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: vault.url,
      SLACK_API_URL: `${slackUrl}/api/`,
      SLACK_SIGNING_SECRET: SECRETS.signingSecret,
      SLACK_BOT_TOKEN: SECRETS.botToken,
      REMIT_RESPONSE_URL_BASE: 'https://hooks.slack.com',
      REMIT_TABLE: 'remit',
      REMIT_SECRETS: 'remit/slack',
      REMIT_APP_ID: APP,
    },
    async close() {
      await vault.close();
      await db.close();
      slack.closeAllConnections();
      await new Promise<void>((done) => slack.close(() => done()));
      await rm(home, { recursive: true });
    },
  };
}
