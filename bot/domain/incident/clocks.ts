import type { Instant } from '../instant.ts';
import type { Hours } from '../policy/hours.ts';
import type { Policy } from '../policy/policy.ts';
import { countedTime } from './business.ts';
import { incidentRule } from './rule.ts';
import type { IncidentState } from './state.ts';

export const STEPS = ['acknowledged', 'mitigated', 'resolved'] as const;
export type Step = (typeof STEPS)[number];

/** How long a step took since it was detected, or is taking: then it is not `over`. Milliseconds, as the policy counts them. */
export type IncidentClock = { step: Step; time: number; over: boolean; counted?: 'business' };

export type ClockPolicy = Hours & Pick<Policy, 'incidents'>;

/**
 * The clocks of an incident, by what is on record of each step: never by when something was last written. What was resolved
 * without being acknowledged or mitigated before has reached both with it.
 */
export function clocksOf(
  { severity, milestones }: Pick<IncidentState, 'severity' | 'milestones'>,
  policy: ClockPolicy,
  now: Instant,
): IncidentClock[] {
  const { hours } = incidentRule(policy, severity);
  const counted = hours === 'business' && policy.businessHours !== undefined;
  return STEPS.map((step, at) => {
    const reached = STEPS.slice(at).flatMap((later) => milestones[later] ?? []);
    const over = reached.length > 0;
    const time = countedTime(policy, hours, milestones.detected, over ? Math.min(...reached) : now);
    return { step, time, over, ...(counted && { counted: 'business' as const }) };
  });
}
