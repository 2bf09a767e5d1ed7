import { HOUR, type Instant } from '../instant.ts';
import type { Policy } from '../policy/policy.ts';

const DAY = 24 * HOUR;
/** Working days after which a deployment that nobody moves is brought to mind, unless the policy says otherwise. */
const QUIET_DAYS = 2;

/** The same time of day so many working days later: Monday to Friday, in UTC. */
export function untilQuiet(from: Instant, days: number): Instant {
  let at = from;
  for (let left = days; left > 0; left -= isWorkingDay(at) ? 1 : 0) at += DAY;
  return at;
}

function isWorkingDay(at: Instant): boolean {
  const day = new Date(at).getUTCDay();
  return day > 0 && day < 6;
}

type Quiet = { movedAt: Instant; reminders: readonly Instant[]; state: { snoozedUntil?: Instant } };

/** When whoever is waited for is to be reminded, counted from the last move or the last reminder; never while it is snoozed. */
export function remindAt(
  { movedAt, reminders, state }: Quiet,
  policy: Pick<Policy, 'deploymentQuietDays'> = {},
): Instant {
  const since = Math.max(movedAt, reminders.at(-1) ?? 0);
  return Math.max(untilQuiet(since, policy.deploymentQuietDays ?? QUIET_DAYS), state.snoozedUntil ?? 0);
}
