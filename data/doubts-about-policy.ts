import type { ShippedCommand } from '../bot/domain/command.ts';
import { PRIORITIES } from '../bot/domain/escalation/priority.ts';
import { severityOf, WHOM, type Whom } from '../bot/domain/incident/severity.ts';
import type { Situation } from '../bot/domain/policy/conditions.ts';
import { type Approvable, approvable } from '../bot/domain/policy/grid.ts';
import { openSpans } from '../bot/domain/policy/hours.ts';
import { NEVER_WHY, neverEdited } from '../bot/domain/policy/may-edit.ts';
import { type ApprovalRule, approvalWanted, type PolicyBody } from '../bot/domain/policy/policy.ts';
import type { FileMistake } from '../bot/domain/table/mistake.ts';
import { ENVIRONMENTS, type Environment } from '../bot/domain/target.ts';

/** Half a shift: an approval that waits longer is given for a situation that nobody looked at any more. */
const LONG_WINDOW = 4 * 60;

/** Two weeks hold every hour that a policy can open. */
const FORTNIGHT = { from: Date.UTC(2026, 0, 4), to: Date.UTC(2026, 0, 18) };

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
  for (const environment of ENVIRONMENTS) {
    if (openSpans(policy, environment, FORTNIGHT).length > 0) continue;
    doubts.push({ why: `changes leaves no hour open in ${environment}: nothing could ever be changed there` });
  }
  for (const [at, entry] of (policy.mayEdit ?? []).entries()) {
    if (neverEdited(entry))
      doubts.push({ why: `mayEdit[${at}] is ${entry}, which nobody edits, whatever is listed: ${NEVER_WHY}` });
  }
  const idle = approvals.flatMap((_rule, at) => (raises(policy, at, commands) ? [] : [`approvals[${at}]`]));
  return [
    ...doubts,
    ...sleeping(policy),
    ...upsideDown(policy),
    ...approvals.flatMap((rule, at) => strangers(rule, commands).map((why) => ({ why: `approvals[${at}].${why}` }))),
    ...idle.map((path) => ({ why: `${path} adds nothing: every command there wants as much anyway` })),
  ];
}

/** What is critical waits for nobody's morning. */
function sleeping({ incidents = [] }: PolicyBody): FileMistake[] {
  return incidents.flatMap(({ severity, hours }, at) => {
    if (severity !== 'critical' || hours === undefined) return [];
    return [{ why: `incidents[${at}].hours is "business": nobody is reminded of a critical incident at night` }];
  });
}

/** Whoever is hit besides makes nothing less severe. */
function upsideDown(policy: PolicyBody): FileMistake[] {
  const weight = (whom: Whom, environment: Environment) =>
    PRIORITIES.indexOf(severityOf({ whom, environment }, policy));
  return ENVIRONMENTS.flatMap((environment) =>
    WHOM.slice(1).flatMap((fewer, at) => {
      const more = WHOM[at] ?? fewer;
      if (weight(fewer, environment) >= weight(more, environment)) return [];
      return [{ why: `impact calls what hits ${fewer} in ${environment} more severe than what hits ${more}` }];
    }),
  );
}

/** Names in a rule's conditions that nothing has. */
function strangers({ command, activity }: ApprovalRule, commands: readonly ShippedCommand[]): string[] {
  const unknown = command !== undefined && !commands.some(({ name }) => name === command);
  const undone = activity !== undefined && !commands.some((one) => one.activity === activity);
  return [
    ...(unknown ? [`command is "${command}", which is no command`] : []),
    ...(undone ? [`activity is "${activity}", which no command does`] : []),
  ];
}

/** Whether some command wants more for that rule than it would without, where all that the rule names holds. */
function raises({ approvals }: PolicyBody, at: number, commands: readonly ShippedCommand[]): boolean {
  const rule = approvals[at];
  if (!rule) return false;
  const others = approvals.filter((_rule, other) => other !== at);
  const environments = rule.environment ? [rule.environment] : ENVIRONMENTS;
  return approvable(commands).some((command) =>
    environments.some((environment) => {
      const situation = whereItHolds(rule, command, environment);
      const [without, withIt] = [others, approvals].map((rules) =>
        approvalWanted({ floor: command.approval, situation, policy: { approvals: rules } }),
      );
      return JSON.stringify(without) !== JSON.stringify(withIt);
    }),
  );
}

function whereItHolds(
  { kind, party, requester, hosts }: ApprovalRule,
  { name, activity, risk }: Approvable,
  environment: Environment,
): Situation {
  const host = { environment, ...(kind && { kind }), ...(party !== undefined && { party }) };
  return {
    ...{ command: name, activity, risk, requester: requester ? [requester] : [] },
    hosts: Array.from({ length: hosts?.from ?? 1 }, () => host),
  };
}
