import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import type { Clock } from '../../ports/clock.ts';
import { TrackerBusy } from '../../ports/tracker.ts';

/** A token that was replaced is used no longer than this. */
const KEEP = 300_000;
/** Until somebody has put the secret there. */
const AGAIN = 600_000;

export type Token = () => Promise<string>;

/**
 * GitHub's token from a secret of its own, `{token}`, which the function that answers Slack cannot read. Kept in memory. Throws `TrackerBusy` when it
 * cannot be read or is not that: what it says never shows the secret.
 */
export function createToken(deps: { client: SecretsManagerClient; name: string; now: Clock }): Token {
  let held: { token: string; at: number } | undefined;
  return async () => {
    if (held && deps.now() - held.at < KEEP) return held.token;
    const token = await read(deps);
    held = { token, at: deps.now() };
    return token;
  };
}

async function read({ client, name }: { client: SecretsManagerClient; name: string }): Promise<string> {
  try {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    const shape = z.object({ token: z.string().check(z.regex(/^[\x21-\x7e]{1,500}$/)) });
    return shape.parse(JSON.parse(SecretString)).token;
  } catch {
    throw new TrackerBusy(AGAIN, 'no-token');
  }
}
