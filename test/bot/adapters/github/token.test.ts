import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, it } from 'vitest';
import { createToken, type Token } from '../../../../bot/adapters/github/token.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';

let time = 0;
let stored: string | Error;
let token: Token;

beforeEach(() => {
  time = 0;
  stored = '{"token":"ghp_1"}';
  const send = async () => {
    if (stored instanceof Error) throw stored;
    return { SecretString: stored };
  };
  token = createToken({ client: { send } as unknown as SecretsManagerClient, name: 'remit/github', now: () => time });
});

describe('the token', () => {
  it('is kept for five minutes, and is the new one then', async () => {
    expect(await token()).toBe('ghp_1');
    stored = '{"token":"ghp_2"}';
    time = 5 * MINUTE - 1;
    expect(await token()).toBe('ghp_1');
    time = 5 * MINUTE;
    expect(await token()).toBe('ghp_2');
  });

  it.each([
    ['the secret is not there', new Error('ResourceNotFoundException')],
    ['it is no JSON', 'ghp_secret'],
    ['it holds no token', '{"botToken":"ghp_secret"}'],
    ['the token holds a line end', '{"token":"ghp_secret\\nx"}'],
  ])('is waited for when %s, and what is thrown shows nothing of it', async (_what, is) => {
    stored = is;
    const error = await token().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'TrackerBusy', retryAfter: 10 * MINUTE, why: 'no-token' });
    expect(String(error)).not.toContain('ghp_secret');
    stored = '{"token":"ghp_1"}';
    expect(await token()).toBe('ghp_1');
  });
});
