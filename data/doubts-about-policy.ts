import type { ShippedCommand } from '../bot/domain/command.ts';
import { differencesBetween } from '../bot/domain/policy/differences.ts';
import { approvable } from '../bot/domain/policy/grid.ts';
import type { PolicyBody } from '../bot/domain/policy/policy.ts';
import type { FileMistake } from '../bot/domain/table/mistake.ts';

/** Half a shift: an approval that waits longer is given for a situation that nobody looked at any more. */
const LONG_WINDOW = 4 * 60;

/** What a policy may say, and hardly anybody means. */
export function doubtsAboutPolicy(
  policy: PolicyBody,
  { commands, profiles }: { commands: readonly ShippedCommand[]; profiles: readonly string[] },
): FileMistake[] {
  const { profile, approvalMinutes, approvals } = policy;
  const doubts: FileMistake[] = [];
  if (!profiles.includes(profile)) {
    doubts.push({ why: `profile is "${profile}", which is not here; there are ${[...profiles].sort().join(', ')}` });
  }
  if (approvalMinutes > LONG_WINDOW) {
    const hours = Math.round(approvalMinutes / 6) / 10;
    doubts.push({ why: `approvalMinutes is ${approvalMinutes}: an approval may be ${hours} hours late; 4 are plenty` });
  }
  const idle = approvals.flatMap((_rule, at) => (raises(policy, at, commands) ? [] : [`approvals[${at}]`]));
  return [
    ...doubts,
    ...idle.map((path) => ({ why: `${path} adds nothing: every command there wants as much anyway` })),
  ];
}

/** Whether some command wants more for that rule than it would without. */
function raises(policy: PolicyBody, at: number, commands: readonly ShippedCommand[]): boolean {
  const without = { ...policy, approvals: policy.approvals.filter((_rule, other) => other !== at) };
  return differencesBetween(without, policy, approvable(commands)).some(({ what }) => what === 'approval');
}
