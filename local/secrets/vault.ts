import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Stage = 'AWSCURRENT' | 'AWSPREVIOUS' | 'AWSPENDING';
export type Version = { id: string; text: string; at: number; stages: Stage[] };

export type Vault = {
  /** The version at a stage; undefined when there is no such secret or none at that stage. */
  get(name: string, stage: Stage): Version | undefined;
  /** A new version. At `AWSCURRENT` the one before becomes the previous one; the same text again changes nothing. */
  put(name: string, text: string, stage: 'AWSCURRENT' | 'AWSPENDING'): Version;
};

type Secrets = Record<string, Version[]>;

/** Secrets in `<home>/secrets/secrets.json`, for its owner's eyes only. */
export function openVault(home: string): Vault {
  const folder = join(home, 'secrets');
  const path = join(folder, 'secrets.json');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secrets: Secrets = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const at = (name: string, stage: Stage) => secrets[name]?.find(({ stages }) => stages.includes(stage));

  return {
    get: at,
    put(name, text, stage) {
      const standing = at(name, stage);
      if (standing?.text === text) return standing;
      const version: Version = { id: randomUUID(), text, at: Date.now(), stages: [stage] };
      secrets[name] = [...(secrets[name] ?? []).flatMap((older) => demoted(older, stage)), version];
      writeFileSync(`${path}.new`, JSON.stringify(secrets), { mode: 0o600 });
      renameSync(`${path}.new`, path);
      return version;
    },
  };
}

/** A version without a stage is out of reach, and forgotten. */
function demoted(version: Version, by: Stage): Version[] {
  const kept = version.stages.filter((stage) => stage !== by && !(by === 'AWSCURRENT' && stage === 'AWSPREVIOUS'));
  const stages: Stage[] =
    by === 'AWSCURRENT' && version.stages.includes('AWSCURRENT') ? [...kept, 'AWSPREVIOUS'] : kept;
  return stages.length > 0 ? [{ ...version, stages }] : [];
}
