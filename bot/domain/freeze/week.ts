import type { Span } from '../calendar/spans.ts';
import { joined, without } from '../calendar/spans.ts';
import { daysLater, firstMomentOf, wallTimeAt } from '../calendar/zone.ts';
import type { Instant } from '../instant.ts';
import { openSpans } from '../policy/hours.ts';
import type { Policy } from '../policy/policy.ts';
import type { Environment } from '../target.ts';
import type { FreezeTold, OpenNow } from './told.ts';

/** Days that are looked at, today among them. */
export const DAYS = 7;

type Calendar = Extract<FreezeTold, { is: 'calendar' }>;

/** What will run at a time: once, or one of what repeats. */
export type Coming = { at: Instant; what: string };

/** One environment in these days: when changes may be made, and when nothing but reading runs. */
export type EnvironmentWeek = { environment: Environment; open: Span[]; shut: Span[] };

/** Seven days from today's midnight by the clocks of `zone`, with all that is open, shut and coming in them. */
export type CalendarWeek = {
  calendar: Calendar;
  now: Instant;
  zone: string;
  /** Where each day begins, and where the last one ends. */
  midnights: Instant[];
  environments: EnvironmentWeek[];
  coming: Coming[];
};

/** The week as the gates would decide in it, as everything stands now: an emergency stop has no end, so it shuts all of it. */
export function weekOf(
  policy: Policy,
  calendar: Calendar,
  { now, zone, coming }: { now: Instant; zone: string; coming: readonly Coming[] },
): CalendarWeek {
  const today = { ...wallTimeAt(now, zone), hour: 0, minute: 0 };
  const midnights = Array.from({ length: DAYS + 1 }, (_, at) => firstMomentOf(daysLater(today, at), zone));
  const within = { from: midnights[0] ?? now, to: midnights.at(-1) ?? now };
  const environments = calendar.now.map((one): EnvironmentWeek => {
    const shut = joined(shutIn(one, calendar.stop !== undefined, { now, within }));
    return { environment: one.environment, open: without(openSpans(policy, one.environment, within), shut), shut };
  });
  const soon = coming.filter(({ at }) => now <= at && at < within.to).sort((a, b) => a.at - b.at);
  return { calendar, now, zone, midnights, environments, coming: soon };
}

/** Freezes, and calendars that say closed or nothing: until when they say, or else for all that is looked at. */
function shutIn(
  { freezes, calendars }: OpenNow,
  isStopped: boolean,
  { now, within }: { now: Instant; within: Span },
): Span[] {
  const closed = calendars.flatMap(({ state }): Span[] => {
    if (!state || state.is === 'open') return [];
    return [{ from: now, to: state.is === 'closed' ? (state.until ?? within.to) : within.to }];
  });
  const all = [
    ...(isStopped ? [{ from: now, to: within.to }] : []),
    ...freezes.map(({ from, until }) => ({ from, to: until })),
    ...closed,
  ];
  return all
    .map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) }))
    .filter(({ from, to }) => from < to);
}
