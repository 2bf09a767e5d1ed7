import { HOUR, type Instant } from '../instant.ts';
import type { CalendarSaid, EnvironmentCalendar } from '../policy/calendar.ts';
import { changeHours, changeRule, openSpans, zoneOf } from '../policy/hours.ts';
import type { Policy } from '../policy/policy.ts';
import { ENVIRONMENTS } from '../target.ts';
import { type Standing, standingAt } from './standing.ts';
import type { FreezeTold, NextChange } from './told.ts';

/** How far the calendar looks. */
const WEEK = 7 * 24 * HOUR;
/** As many as are read on a phone. */
const NEXT = 12;

/**
 * What is open now, and what changes next: from the policy and what stands in the way, as runs are decided by them. `said`: by the
 * policy's calendars, where they could be asked.
 */
export function calendarAt(
  policy: Policy,
  standing: Standing,
  { now, said = [] }: { now: Instant; said?: readonly CalendarSaid[] },
): Extract<FreezeTold, { is: 'calendar' }> {
  const { freezes, locks, stop } = standingAt(standing, now);
  const within = { from: now, to: now + WEEK };
  const hours = ENVIRONMENTS.flatMap((environment): NextChange[] =>
    openSpans(policy, environment, within).flatMap(({ from, to }) => [
      ...(from > within.from ? [{ at: from, what: 'opens' as const, environment }] : []),
      ...(to < within.to ? [{ at: to, what: 'shuts' as const, environment }] : []),
    ]),
  );
  const ends: NextChange[] = [
    ...freezes.map((freeze) => ({ at: freeze.until, what: 'thaws' as const, freeze })),
    ...locks.map((lock) => ({ at: lock.until, what: 'free' as const, lock })),
  ];
  const isFrozen = (change: NextChange) =>
    'environment' in change &&
    freezes.some(({ environments, until }) => environments.includes(change.environment) && change.at < until);
  const next = [...hours.filter((change) => !isFrozen(change)), ...ends.filter(({ at }) => at < within.to)]
    .sort((a, b) => a.at - b.at)
    .slice(0, NEXT);
  const open = ENVIRONMENTS.map((environment) => {
    const rule = changeRule(policy, environment);
    return {
      environment,
      ...(rule && { rule }),
      hours: changeHours(policy, environment, now),
      freezes: freezes.filter(({ environments }) => environments.includes(environment)),
      calendars: (policy.calendars ?? []).flatMap((one) =>
        one.environment === environment ? [{ calendar: one.calendar, ...stateIn(said, one) }] : [],
      ),
    };
  });
  return { is: 'calendar', zone: zoneOf(policy), now: open, locks, next, ...(stop && { stop }) };
}

function stateIn(said: readonly CalendarSaid[], { environment, calendar }: EnvironmentCalendar) {
  const one = said.find((other) => other.environment === environment && other.calendar === calendar);
  return one && { state: one.state };
}
