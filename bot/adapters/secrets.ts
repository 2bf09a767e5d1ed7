import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { MINUTE, SECOND } from '../domain/instant.ts';
import type { Clock } from '../ports/clock.ts';

/** A secret that was revoked is used no longer than this. */
const KEEP = 5 * MINUTE;
/** A wrong signature may ask for the secrets again, but not more often: anybody can send one. */
const AGAIN = 10 * SECOND;

const SlackSecrets = z.object({
  signingSecret: z.string().check(z.minLength(1)),
  previousSigningSecret: z.optional(z.string().check(z.minLength(1))),
  botToken: z.string().check(z.minLength(1)),
});

export type Secrets = {
  /** The signing secrets that hold now: two while one is rotated. */
  secrets(): Promise<readonly string[]>;
  secretsAgain(): Promise<readonly string[]>;
  botToken(): Promise<string>;
};

type Held = { signing: readonly string[]; botToken: string; at: number };

/** Slack's secrets from Secrets Manager, kept in memory. Throws when they cannot be read or are not what they must be. */
export function createSecrets(deps: { client: SecretsManagerClient; name: string; now: Clock }): Secrets {
  let held: Held | undefined;
  let reading: Promise<Held> | undefined;
  const read = async (): Promise<Held> => {
    const { SecretString = '' } = await deps.client.send(new GetSecretValueCommand({ SecretId: deps.name }));
    const { signingSecret, previousSigningSecret: previous, botToken } = parse(SecretString);
    const signing = previous === undefined ? [signingSecret] : [signingSecret, previous];
    held = { signing, botToken, at: deps.now() };
    return held;
  };
  const notOlderThan = async (age: number): Promise<Held> => {
    if (held && deps.now() - held.at < age) return held;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  return {
    secrets: async () => (await notOlderThan(KEEP)).signing,
    secretsAgain: async () => (await notOlderThan(AGAIN)).signing,
    botToken: async () => (await notOlderThan(KEEP)).botToken,
  };
}

/** The message of a failed parse would show the secret: only which fields are wrong is said. */
function parse(text: string): z.infer<typeof SlackSecrets> {
  const parsed = SlackSecrets.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole').join(', ');
  throw new Error(`the secret is not {signingSecret, previousSigningSecret?, botToken}: wrong at ${wrong}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
