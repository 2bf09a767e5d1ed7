import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSecrets, type Secrets } from '../../../bot/adapters/secrets.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let time = 0;
let reads = 0;
let stored: string | Error;
let secrets: Secrets;

beforeEach(() => {
  time = 0;
  reads = 0;
  stored = JSON.stringify({ signingSecret: 'one', botToken: 'xoxb-1' });
  const send = async () => {
    reads += 1;
    if (stored instanceof Error) throw stored;
    return { SecretString: stored };
  };
  secrets = createSecrets({
    client: { send } as unknown as SecretsManagerClient,
    name: 'remit/slack',
    now: () => time,
  });
});

describe('the secrets', () => {
  it('are read once for all who ask at the same time, and kept for five minutes', async () => {
    await Promise.all([secrets.secrets(), secrets.botToken(), secrets.secrets()]);
    time = 5 * MINUTE - 1;
    expect(await secrets.secrets()).toEqual(['one']);
    expect(reads).toBe(1);
    stored = JSON.stringify({ signingSecret: 'two', botToken: 'xoxb-2' });
    time = 5 * MINUTE;
    expect([await secrets.secrets(), await secrets.botToken()]).toEqual([['two'], 'xoxb-2']);
    expect(reads).toBe(2);
  });

  it('are two while the signing secret is rotated, the current one first', async () => {
    stored = JSON.stringify({ signingSecret: 'two', previousSigningSecret: 'one', botToken: 'xoxb-1' });
    expect(await secrets.secrets()).toEqual(['two', 'one']);
  });

  it('are read again on demand, at most every ten seconds', async () => {
    await secrets.secrets();
    stored = JSON.stringify({ signingSecret: 'two', botToken: 'xoxb-1' });
    time = 10 * SECOND - 1;
    expect(await secrets.secretsAgain()).toEqual(['one']);
    time = 10 * SECOND;
    expect(await secrets.secretsAgain()).toEqual(['two']);
    expect(reads).toBe(2);
  });

  it('are not used past their time when they cannot be read, and are there again when they can', async () => {
    await secrets.secrets();
    time = 5 * MINUTE;
    stored = new Error('throttled');
    await expect(secrets.secrets()).rejects.toThrow('throttled');
    stored = JSON.stringify({ signingSecret: 'two', botToken: 'xoxb-1' });
    expect(await secrets.secrets()).toEqual(['two']);
  });

  it.each([
    ['no JSON', 'xoxb-leak'],
    ['an empty signing secret', '{"signingSecret":"","botToken":"xoxb-leak"}'],
    ['no token', '{"signingSecret":"leak"}'],
  ])('are refused without being shown when they are %s', async (_what, text) => {
    stored = text;
    const error = await secrets.botToken().catch((it: unknown) => it);
    expect(String(error)).toContain('the secret is not {signingSecret, previousSigningSecret?, botToken}');
    expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toContain('leak');
  });
});
