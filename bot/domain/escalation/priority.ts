import type { Risk } from '../command.ts';
import type { Policy } from '../policy/policy.ts';
import type { Environment } from '../target.ts';

/** In the words of the operations team, most pressing first. */
export const PRIORITIES = ['critical', 'major', 'minor'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** The most pressing priority that the policy gives to any of the environments; `minor` where it says nothing. */
export function priorityOf(
  { priorities = [] }: Pick<Policy, 'priorities'>,
  { risk, environments }: { risk: Risk; environments: readonly Environment[] },
): Priority {
  const given = environments.map(
    (environment) =>
      priorities.find((rule) => (rule.environment ?? environment) === environment && (rule.risk ?? risk) === risk)
        ?.priority ?? 'minor',
  );
  return PRIORITIES.find((priority) => given.includes(priority)) ?? 'minor';
}
