import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CELLS, PARTIES } from './read-profile.ts';

/** Folders of matrix profiles, files of policies, and of stages of a deployment. `lost`: what was named and is none. */
export type Records = { profiles: string[]; policies: string[]; stages: string[]; lost: string[] };

const NOTHING: Records = { profiles: [], policies: [], stages: [], lost: [] };

/** What no repository keeps records in: hidden folders, and what packages and builds leave. */
const PASSED_BY = /^(?:\.|node_modules$|cdk\.out$|dist$)/;

/**
 * Finds records below folders, and takes files as they are named: `cells.csv` or `parties.json` for the profile of their
 * folder, a `.json` in a folder `deployments` for a list of stages, any other `.json` for a policy. Below a folder a policy
 * is a `.json` in a folder `policies`, or `policy.json`: a repository has other files of JSON.
 */
export function findRecords(paths: readonly string[]): Records {
  const found = paths.map((path) => (existsSync(path) ? findIn(path) : { ...NOTHING, lost: [path] }));
  const of = (name: keyof Records) => [...new Set(found.flatMap((one) => one[name]))].sort();
  return { profiles: of('profiles'), policies: of('policies'), stages: of('stages'), lost: of('lost') };
}

function findIn(path: string): Records {
  if (!statSync(path).isDirectory()) return namedFile(path);
  const below = filesBelow(path);
  const profiles = below.filter(isOfProfile).map((file) => dirname(file));
  const policies = below.filter(isPolicy);
  const stages = below.filter(isOfDeployment);
  const lost = profiles.length + policies.length + stages.length === 0 ? [path] : [];
  return { profiles, policies, stages, lost };
}

function namedFile(path: string): Records {
  if (isOfProfile(path)) return { ...NOTHING, profiles: [dirname(path)] };
  if (isOfDeployment(path)) return { ...NOTHING, stages: [path] };
  return path.endsWith('.json') ? { ...NOTHING, policies: [path] } : { ...NOTHING, lost: [path] };
}

function isOfDeployment(file: string): boolean {
  return file.endsWith('.json') && basename(dirname(file)) === 'deployments';
}

function isOfProfile(file: string): boolean {
  return [CELLS, PARTIES].includes(basename(file));
}

function isPolicy(file: string): boolean {
  return basename(file) === 'policy.json' || (file.endsWith('.json') && basename(dirname(file)) === 'policies');
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !PASSED_BY.test(name));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
