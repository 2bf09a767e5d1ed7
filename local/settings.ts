import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What the local default is told from outside, read once. */
export type Settings = {
  /** 0 takes any free port, for tests. */
  port: number;
  /** Everything that survives a restart. */
  home: string;
  /** Seconds between two sweeps: a minute on AWS. Tests shorten it. */
  sweepSeconds: number;
  inventorySeconds: number;
  hosts: 'isolated' | 'folder' | 'auto';
};

/** Throws with the value got and the values allowed. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  return {
    port: whole(env, 'PORT', 3000),
    home: resolve(env.REMIT_HOME ?? '.remit'),
    sweepSeconds: whole(env, 'REMIT_SWEEP_SECONDS', 60),
    inventorySeconds: whole(env, 'REMIT_INVENTORY_SECONDS', 300),
    hosts: hostsOf(env.REMIT_HOSTS ?? 'auto'),
  };
}

function whole(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name] ?? String(otherwise);
  if (/^[0-9]{1,5}$/.test(text)) return Number(text);
  throw new Error(`${name} is "${text}"; it has to be a whole number from 0 to 99999`);
}

function hostsOf(text: string): Settings['hosts'] {
  if (text === 'isolated' || text === 'folder' || text === 'auto') return text;
  throw new Error(`REMIT_HOSTS is "${text}"; it can be isolated, folder or auto`);
}

export type LocalSecrets = { signingSecret: string; botToken: string };

/** The workspace's signing secret and bot token: made at the first start, readable to this user alone. */
export function keepSecrets(home: string): LocalSecrets {
  const file = join(home, 'slack-credentials.json');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LocalSecrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new Error(`${file} does not parse: delete it to start with new ones`, { cause: error });
    }
  }
  const made = {
    signingSecret: randomBytes(16).toString('hex'),
    botToken: `xoxb-local-${randomBytes(12).toString('hex')}`,
  };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}
