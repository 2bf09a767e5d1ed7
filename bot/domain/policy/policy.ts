import type { ApprovalWanted, Risk } from '../command.ts';
import { MINUTE } from '../instant.ts';
import type { Environment } from '../target.ts';

/** A rule that raises the approval wanted for some environments or risks. */
export type ApprovalRule = {
  environment?: Environment;
  risk?: Risk;
  wants: { of: number; from: 'approver' | 'admin' };
};

/** What an organisation decides beyond the matrix. `version` is the sequence of the event that made it so. */
export type Policy = {
  version: number;
  /** The matrix profile that is in force. */
  profile: string;
  /** Minutes that an approval may be waited for. */
  approvalMinutes: number;
  approvals: ApprovalRule[];
};

export function approvalWindow(policy: Policy): number {
  return policy.approvalMinutes * MINUTE;
}

/**
 * The approval that a command wants on its hosts: the strictest of the command's floor for each environment and of
 * every rule that applies. Policy raises; nothing lowers.
 */
export function approvalWanted(ask: {
  floor: Record<Environment, ApprovalWanted>;
  risk: Risk;
  environments: Environment[];
  policy: Policy;
}): ApprovalWanted {
  const wanted = ask.environments.flatMap((environment) => [
    ask.floor[environment],
    ...ask.policy.approvals
      .filter((rule) => (rule.environment ?? environment) === environment && (rule.risk ?? ask.risk) === ask.risk)
      .map(({ wants }) => wants),
  ]);
  return wanted.reduce(stricter, 'none');
}

function stricter(a: ApprovalWanted, b: ApprovalWanted): ApprovalWanted {
  if (a === 'none') return b;
  if (b === 'none') return a;
  const of = Math.max(a.of, b.of);
  return { of, from: a.from === 'admin' || b.from === 'admin' ? 'admin' : a.from };
}
