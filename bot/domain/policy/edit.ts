import type { Risk } from '../command.ts';
import type { Environment } from '../target.ts';
import { covers, ruled, SQUARES, type Square } from './grid.ts';
import type { ApprovalRule, PolicyBody } from './policy.ts';

/** A change of the policy as it is asked for. `risks` and `environments` name the squares of the grid that are set. */
export type PolicyEdit =
  | { set: 'window'; minutes: number }
  | { set: 'approvals'; risks: Risk[]; environments: Environment[]; wants: ApprovalRule['wants'] | 'none' };

/** The policy after the edit. */
export function edited(policy: PolicyBody, edit: PolicyEdit): PolicyBody {
  switch (edit.set) {
    case 'window':
      return { ...policy, approvalMinutes: edit.minutes };
    case 'approvals':
      return { ...policy, approvals: rulesAfter(policy, edit) };
    default:
      return edit satisfies never;
  }
}

/**
 * What is set holds exactly, whatever wider rule stood there: such a rule is written out for the squares that it goes on
 * to cover. Rules that touch nothing of what is set stay as they are.
 */
function rulesAfter(policy: PolicyBody, edit: Extract<PolicyEdit, { set: 'approvals' }>): ApprovalRule[] {
  const isSet = ({ environment, risk }: Square) => edit.environments.includes(environment) && edit.risks.includes(risk);
  const touched = policy.approvals.filter((rule) => SQUARES.some((square) => isSet(square) && covers(rule, square)));
  const { wants } = edit;
  return [
    ...policy.approvals.filter((rule) => !touched.includes(rule)),
    ...SQUARES.filter((square) => !isSet(square)).flatMap((square) =>
      rulesOf(square, ruled({ approvals: touched }, square)),
    ),
    ...(wants === 'none' ? [] : SQUARES.filter(isSet).map((square) => ({ ...square, wants }))),
  ];
}

function rulesOf(square: Square, wants: ReturnType<typeof ruled>): ApprovalRule[] {
  if (wants === 'none') return [];
  return [{ ...square, wants: { of: wants.of, from: wants.from === 'admin' ? 'admin' : 'approver' } }];
}
