import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PolicyBody } from '../bot/domain/policy/policy.ts';
import { readPolicyFile } from '../bot/domain/policy/read-policy.ts';
import { mistakeLine } from '../bot/domain/table/mistake.ts';

/** Reads a policy file. Throws with the path of each value that is wrong, the value, and what is allowed there. */
export function readPolicy(file = fileURLToPath(new URL('./policies/default.json', import.meta.url))): PolicyBody {
  const policy = readPolicyFile(readFileSync(file));
  if (!policy.ok) throw new Error(policy.error.map((mistake) => mistakeLine(file, mistake)).join('\n'));
  return policy.value;
}
