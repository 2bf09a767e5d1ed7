import type { Role } from '../actor.ts';
import type { CommandDefinition } from '../command.ts';
import type { Ask } from '../escalation/ask.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { rule } from '../matrix/rule.ts';
import { type ApprovalWanted, type Need, needsOf, stricter } from '../need.ts';
import type { Situation } from './conditions.ts';
import { approvalWanted, type Policy } from './policy.ts';

const NOTHING = { production: 'none', staging: 'none' } as const;

/** What the rules about paid work want there, beside the budget holder who always decides. */
export function paidApproval({ approvals }: Pick<Policy, 'approvals'>, situation: Situation): ApprovalWanted {
  return approvalWanted({ floor: NOTHING, situation, policy: { approvals: approvals.filter(({ paid }) => paid) } });
}

/**
 * Of whom approvals of a request's cost are wanted: a budget holder always, and whatever the policy's rules about paid work add. `definition`: the command that was
 * typed, where it is one; `requester`: the roles of whoever asked.
 */
export function costNeeds(
  { matrix, policy }: { matrix: Matrix | undefined; policy: Policy },
  ask: Pick<Ask, 'activity' | 'targets'>,
  {
    definition,
    requester,
  }: { definition?: Pick<CommandDefinition, 'name' | 'risk'> | undefined; requester: readonly Role[] },
): Need[] {
  const { activity } = ask;
  const hosts = ask.targets.map(({ environment, kind }) => {
    const ruling = matrix && rule(matrix, activity, kind);
    const party = ruling && ruling.is !== 'unlisted' ? { party: ruling.cell.party.id } : {};
    return { environment, kind, ...party, paid: true };
  });
  const { name, risk } = definition ?? { name: '', risk: 'change' as const };
  const wanted = paidApproval(policy, { command: name, activity, risk, requester, hosts });
  return needsOf(stricter({ of: 1, from: 'budget-holder' }, wanted));
}
