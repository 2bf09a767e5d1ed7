import type { CommandDefinition, Risk } from '../command.ts';
import type { Version } from '../matrix/told.ts';
import type { ApprovalWanted } from '../need.ts';
import type { Way } from '../run/who-can.ts';
import { ENVIRONMENTS, type Environment } from '../target.ts';
import type { PolicyDifference } from './differences.ts';
import { approvable, plainly } from './grid.ts';
import { approvalWanted, type Policy, RISKS } from './policy.ts';

/** What commands of a risk want in an environment: by themselves (`floor`) and under the policy (`wants`). */
export type ApprovalLine = {
  environment: Environment;
  risk: Risk;
  commands: string[];
  floor: ApprovalWanted;
  wants: ApprovalWanted;
};

/** A version of the policy, with what it made different where a change of ours made it. */
export type PolicyVersion = Version & { differences: PolicyDifference[] };

export type PolicyTold =
  | { is: 'policy'; policy: Policy; set: Version; lines: ApprovalLine[] }
  /** It is written as a file, which comes into the direct messages of whoever asked. */
  | { is: 'policy-export' }
  | { is: 'policy-history'; versions: PolicyVersion[] }
  /** `change`: the proposed change whose policy it is; then `now` is what the one in force says. */
  | { is: 'policy-test'; sentence: string; policy: Policy; change?: string; way: Way; now?: Way };

/** Every command by what it wants, as its runs are decided. */
export function approvalLines(policy: Policy, commands: readonly CommandDefinition[]): ApprovalLine[] {
  const lines = new Map<string, ApprovalLine>();
  for (const environment of ENVIRONMENTS) {
    for (const risk of RISKS) {
      for (const command of approvable(commands).filter((one) => one.risk === risk)) {
        const { name, approval } = command;
        const floor = approval[environment];
        const wants = approvalWanted({ floor: approval, situation: plainly(command, environment), policy });
        const key = JSON.stringify([environment, risk, floor, wants]);
        const line = lines.get(key) ?? { environment, risk, commands: [], floor, wants };
        lines.set(key, line);
        line.commands.push(name);
      }
    }
  }
  return [...lines.values()];
}
