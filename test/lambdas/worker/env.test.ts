import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const COMPLETE = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'key',
  REMIT_TABLE: 'remit',
  REMIT_SOON_URL: 'http://127.0.0.1:4000/soon',
  REMIT_OUTPUTS: 'remit-outputs',
  REMIT_COPIES: 'remit-copies',
  REMIT_SECRETS: 'remit/slack',
  REMIT_APP_ID: 'A0REMIT001',
};

/** The environment is read when the module is loaded, as at a cold start. */
async function load(more: Record<string, string>) {
  for (const [name, value] of Object.entries({ ...COMPLETE, ...more })) vi.stubEnv(name, value);
  return (await import('../../../lambdas/worker/env.ts')).env;
}

beforeEach(() => void vi.resetModules());
afterEach(() => void vi.unstubAllEnvs());

describe("the worker's waits", () => {
  const SHORT = { REMIT_WAITS_DIVISOR: '5' };

  it('are whole unless something else is said', async () => {
    expect(await load({})).toMatchObject({ waitsDivisor: 1 });
  });

  it('can be shortened where Slack is on this machine', async () => {
    expect(await load({ ...SHORT, SLACK_API_URL: 'http://127.0.0.1:3000/api/' })).toMatchObject({ waitsDivisor: 5 });
  });

  it('are not shortened for Slack itself: they keep a command from running late or twice', async () => {
    await expect(load({ ...SHORT, SLACK_API_URL: 'https://slack.com/api/' })).rejects.toThrow('on this machine only');
  });

  it.each(['0', '0.5', '21', '-1', 'x', ''])('are not divided by "%s"', async (REMIT_WAITS_DIVISOR) => {
    await expect(load({ REMIT_WAITS_DIVISOR, SLACK_API_URL: 'http://127.0.0.1:3000/api/' })).rejects.toThrow();
  });
});
