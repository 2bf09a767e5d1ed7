import type { ApprovalWanted, CommandDefinition, MaintenanceDefinition, Risk } from '../command.ts';
import { ENVIRONMENTS, type Environment } from '../target.ts';
import { type ApprovalRule, type PolicyBody, RISKS, stricter } from './policy.ts';

/** What approvals can be wanted for: commands that a document of ours does. */
export type Approvable = Pick<MaintenanceDefinition, 'name' | 'risk' | 'approval'>;

export function approvable(commands: readonly CommandDefinition[]): Approvable[] {
  return commands.filter((command) => command.run !== undefined);
}

/** One environment and one risk: what the rules of a policy are about. */
export type Square = { environment: Environment; risk: Risk };

export const SQUARES: readonly Square[] = ENVIRONMENTS.flatMap((environment) =>
  RISKS.map((risk) => ({ environment, risk })),
);

export function covers(rule: ApprovalRule, { environment, risk }: Square): boolean {
  return (rule.environment ?? environment) === environment && (rule.risk ?? risk) === risk;
}

/** What the rules add for an environment and a risk, beside what commands want by themselves. */
export function ruled({ approvals }: Pick<PolicyBody, 'approvals'>, square: Square): ApprovalWanted {
  return approvals
    .filter((rule) => covers(rule, square))
    .map(({ wants }): ApprovalWanted => wants)
    .reduce(stricter, 'none');
}
