import type { CommandDefinition, MaintenanceDefinition, Risk } from '../command.ts';
import { type ApprovalWanted, stricter } from '../need.ts';
import { ENVIRONMENTS, type Environment } from '../target.ts';
import { isPlain, type Situation } from './conditions.ts';
import { type ApprovalRule, type PolicyBody, RISKS } from './policy.ts';

/** What approvals can be wanted for: commands that a document of ours does. */
export type Approvable = Pick<MaintenanceDefinition, 'name' | 'activity' | 'risk' | 'approval'>;

export function approvable(commands: readonly CommandDefinition[]): Approvable[] {
  return commands.filter((command) => command.run !== undefined);
}

/** One environment and one risk: what the rules of a policy are about. */
export type Square = { environment: Environment; risk: Risk };

export const SQUARES: readonly Square[] = ENVIRONMENTS.flatMap((environment) =>
  RISKS.map((risk) => ({ environment, risk })),
);

/** Whether a rule holds on the whole square. One with further conditions is not of the grid. */
export function covers(rule: ApprovalRule, { environment, risk }: Square): boolean {
  return isPlain(rule) && (rule.environment ?? environment) === environment && (rule.risk ?? risk) === risk;
}

/** What the rules add for an environment and a risk, beside what commands want by themselves. */
export function ruled({ approvals }: Pick<PolicyBody, 'approvals'>, square: Square): ApprovalWanted {
  return approvals
    .filter((rule) => covers(rule, square))
    .map(({ wants }): ApprovalWanted => wants)
    .reduce(stricter, 'none');
}

/** A run of the command on one host there, of which nothing else is known: only rules of the grid and of commands apply. */
export function plainly({ name, activity, risk }: Approvable, environment: Environment): Situation {
  return { command: name, activity, risk, requester: [], hosts: [{ environment }] };
}
