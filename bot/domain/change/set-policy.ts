import type { CommandDefinition } from '../command.ts';
import { differencesBetween, type PolicyDifference } from '../policy/differences.ts';
import { edited, type PolicyEdit } from '../policy/edit.ts';
import { approvable } from '../policy/grid.ts';
import type { PolicyBody } from '../policy/policy.ts';
import { err, ok, type Result } from '../result.ts';
import type { ChangeRefusal } from './refusal.ts';

/** Another policy in force. `differences`: what it makes stricter or looser; empty when it was never looked at. */
export type SetPolicy = { kind: 'set-policy'; edit: PolicyEdit; differences: PolicyDifference[] };

/** The change that an edit of this policy is; refused when it makes nothing different. */
export function setPolicyOf(
  policy: PolicyBody,
  edit: PolicyEdit,
  commands: readonly CommandDefinition[],
): Result<SetPolicy, ChangeRefusal> {
  const { regions = [] } = policy;
  if (edit.set === 'group' && edit.region !== undefined && !regions.includes(edit.region)) {
    return err({ reason: 'no-region', region: edit.region, known: regions });
  }
  const differences = differencesBetween(policy, edited(policy, edit), approvable(commands));
  return differences.length > 0 ? ok({ kind: 'set-policy', edit, differences }) : err({ reason: 'same-policy' });
}
