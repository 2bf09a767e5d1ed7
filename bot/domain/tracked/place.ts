import type { Actor } from '../actor.ts';
import type { Risk } from '../command.ts';
import { type Priority, priorityOf } from '../escalation/priority.ts';
import type { IssuesPolicy, Policy } from '../policy/policy.ts';
import type { Environment } from '../target.ts';

/** Where an issue goes, under which labels, and to whom: GitHub's logins. */
export type IssuePlace = { repository: string; labels: string[]; assignees: string[] };

/** The operations team's own words for its priorities (its rule 9). */
const LABELS: Record<Priority, string> = { critical: 'Critical', major: 'Major', minor: 'Minor' };

/** The repository that the operations team's rule 8 names. */
const REPORTS = 'incident_reports';

/**
 * Where what has this priority is logged. What is urgent (critical) is assigned to the circle owners, as the team's rule 4 has it.
 * Undefined where the policy names no repository.
 */
export function placeFor(policy: Pick<Policy, 'issues'> | undefined, priority: Priority): IssuePlace | undefined {
  const { issues } = policy ?? {};
  if (!issues) return undefined;
  const { repository, labels = {}, circleOwners = [] } = issues;
  const assignees = priority === 'critical' ? circleOwners : [];
  return { repository, labels: [labels[priority] ?? LABELS[priority]], assignees };
}

/** The same of a run: its priority is the one that the policy gives to its risk where it runs. What only reads is not logged. */
export function placeOfRun(
  policy: Policy | undefined,
  run: { risk: Risk; environments: readonly Environment[] },
): IssuePlace | undefined {
  return run.risk === 'read' ? undefined : placeFor(policy, priorityOf(policy ?? {}, run));
}

/** The same of a change of Remit's own records: it holds for production, whatever else it holds for. */
export function placeOfChange(policy: Policy | undefined): IssuePlace | undefined {
  return placeOfRun(policy, { risk: 'change', environments: ['production'] });
}

/** The repository of the reports of incidents. */
export function reportsOf({ repository, reports }: IssuesPolicy): string {
  return reports ?? `${repository.slice(0, repository.indexOf('/'))}/${REPORTS}`;
}

/** The login at GitHub of somebody of ours; undefined of whom the policy does not say it. */
export function loginOf({ issues }: Pick<Policy, 'issues'>, { user }: Pick<Actor, 'user'>): string | undefined {
  return issues?.logins?.find((one) => one.user === user)?.login;
}
