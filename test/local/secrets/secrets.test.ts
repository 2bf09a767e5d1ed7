import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalSecrets, startSecrets } from '../../../local/secrets/start.ts';
import { LOCAL } from '../../contracts/table.ts';

const NAME = 'remit/slack';

describe('secrets, here', () => {
  let home: string;
  let local: LocalSecrets;
  let client: SecretsManagerClient;

  async function start(): Promise<void> {
    local = await startSecrets({ home });
    client = new SecretsManagerClient({ ...LOCAL, endpoint: local.url, maxAttempts: 1 });
  }
  const get = async (VersionStage?: string, SecretId = NAME) => {
    const asked = new GetSecretValueCommand({ SecretId, ...(VersionStage ? { VersionStage } : {}) });
    return client.send(asked);
  };

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'remit-secrets-'));
    await start();
  });
  afterEach(async () => {
    await local.close();
    await rm(home, { recursive: true });
  });

  it('give the current version by name or ARN, after a restart too', async () => {
    local.put(NAME, 'first');
    const { ARN } = await get();
    await local.close();
    await start();
    expect(await get()).toMatchObject({ SecretString: 'first', Name: NAME, VersionStages: ['AWSCURRENT'] });
    expect((await get(undefined, ARN)).SecretString).toBe('first');
  });

  it('keep the version before, as a rotation does, and no older one', async () => {
    for (const text of ['first', 'second', 'third', 'third']) local.put(NAME, text);
    expect((await get('AWSCURRENT')).SecretString).toBe('third');
    expect((await get('AWSPREVIOUS')).SecretString).toBe('second');
  });

  it('keep a pending version apart until it is current', async () => {
    local.put(NAME, 'first');
    const pending = { SecretId: NAME, SecretString: 'next', VersionStages: ['AWSPENDING'] };
    await client.send(new PutSecretValueCommand(pending));
    expect((await get()).SecretString).toBe('first');
    expect((await get('AWSPENDING')).SecretString).toBe('next');
  });

  it('refuse a secret that is not there', async () => {
    await expect(get()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('are in a file for the eyes of its owner only', async () => {
    local.put(NAME, 'first');
    expect((await stat(join(home, 'secrets', 'secrets.json'))).mode & 0o077).toBe(0);
  });

  it('are not there for a page in a browser', async () => {
    const answer = await fetch(local.url, { method: 'POST', headers: { origin: 'http://evil.example' }, body: '{}' });
    expect(answer.status).toBe(403);
  });
});
