import type { CommandDefinition } from '../command.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { differencesBetween, type PolicyDifference } from '../policy/differences.ts';
import { approvable } from '../policy/grid.ts';
import type { Policy, PolicyBody } from '../policy/policy.ts';
import { type UseProfile, useProfileOf } from './use-profile.ts';

/**
 * The policy of a file, instead of the one in force. What the card shows stands here; the policy itself is the content of
 * the event that proposes it. `seen` is absent as long as the file was not read; `use`, unless another matrix comes into force.
 */
export type ImportPolicy = { kind: 'import-policy'; seen?: { differences: PolicyDifference[]; use?: UseProfile } };

/** What a file's policy would make different. `matrices`: the one in force, and the one that the file names. */
export function importPolicyOf(
  before: Policy,
  after: PolicyBody,
  { commands, matrices: [from, to] }: { commands: readonly CommandDefinition[]; matrices: [Matrix, Matrix] },
): ImportPolicy {
  const differences = differencesBetween(before, after, approvable(commands));
  const use = from.profile === to.profile ? {} : { use: useProfileOf(from, to, commands) };
  return { kind: 'import-policy', seen: { differences, ...use } };
}
