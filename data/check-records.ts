import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readStagesFile } from '../bot/domain/deployment/read-stages.ts';
import { readPolicyFile } from '../bot/domain/policy/read-policy.ts';
import { commands } from '../commands/index.ts';
import { doubtsAboutMatrix } from './doubts-about-matrix.ts';
import { doubtsAboutPolicy } from './doubts-about-policy.ts';
import type { Records } from './find-records.ts';
import { CELLS, type Mistaken, PARTIES, type Profile, readProfileFiles, readProfiles } from './read-profile.ts';

/** `faults`: what bootstrap and import would refuse. `doubts`: what they would take, and somebody should look at. */
export type Checked = { faults: Mistaken[]; doubts: Mistaken[] };

/** Checks records by the readers that bootstrap and import have: every fault, and of what has none, every doubt. */
export function checkRecords({ profiles, policies, stages, lost }: Records): Checked {
  const shipped = readProfiles({ owner: [], vendor: [] });
  const known = [...new Set([...profiles.map((folder) => basename(folder)), ...shipped.map(({ profile }) => profile)])];
  const checked = [
    ...lost.map((file): Checked => ({ faults: [{ file, mistake: { why: NOTHING } }], doubts: [] })),
    ...profiles.map((folder) => checkProfile(folder, shipped)),
    ...policies.map((file) => checkPolicy(file, known)),
    ...stages.map(checkStages),
  ];
  return { faults: checked.flatMap(({ faults }) => faults), doubts: checked.flatMap(({ doubts }) => doubts) };
}

const NOTHING = `no record of Remit is there; allowed: a folder with ${CELLS} and ${PARTIES}, a policy as .json, a list of stages as .json in a folder deployments, or a folder above them`;

function checkProfile(folder: string, shipped: readonly Profile[]): Checked {
  const read = readProfileFiles(folder);
  if (!read.ok) return { faults: read.error, doubts: [] };
  const { cells, parties } = doubtsAboutMatrix(read.value, { commands, others: shipped });
  const placed = (name: string, doubts: Mistaken['mistake'][]) =>
    doubts.map((mistake) => ({ file: join(folder, name), mistake }));
  return { faults: [], doubts: [...placed(PARTIES, parties), ...placed(CELLS, cells)] };
}

function checkStages(file: string): Checked {
  const read = readStagesFile(readFileSync(file));
  return { faults: read.ok ? [] : read.error.map((mistake) => ({ file, mistake })), doubts: [] };
}

function checkPolicy(file: string, profiles: readonly string[]): Checked {
  const read = readPolicyFile(readFileSync(file));
  const placed = (mistakes: Mistaken['mistake'][]) => mistakes.map((mistake) => ({ file, mistake }));
  if (!read.ok) return { faults: placed(read.error), doubts: [] };
  return { faults: [], doubts: placed(doubtsAboutPolicy(read.value, { commands, profiles })) };
}
