import { afterCounting } from '../calendar/counted.ts';
import { WEEKDAYS, type Weekday } from '../calendar/week.ts';
import { daysLater, firstMomentOf, wallTimeAt, weekdayOf } from '../calendar/zone.ts';
import type { Instant } from '../instant.ts';
import { businessSpans, businessTime, type Hours, zoneOf } from '../policy/hours.ts';

const WORKING: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** How much of it counts: all, or what lies in business hours. A policy without such hours counts all. */
export function countedTime(policy: Hours, hours: 'business' | undefined, from: Instant, to: Instant): number {
  if (to <= from) return 0;
  return hours === 'business' && policy.businessHours ? businessTime(policy, { from, to }) : to - from;
}

/** The moment at which so much has counted since then. */
export function afterCounted(policy: Hours, hours: 'business' | undefined, from: Instant, time: number): Instant {
  if (hours !== 'business' || !policy.businessHours) return from + time;
  return afterCounting((within) => businessSpans(policy, within), from, time);
}

/** The same time of day so many days later, by the clocks of the policy: of all days, or of those on which somebody works. */
export function daysAfter(policy: Hours, hours: 'business' | undefined, from: Instant, days: number): Instant {
  const zone = zoneOf(policy);
  const working = policy.businessHours?.days ?? WORKING;
  let date = wallTimeAt(from, zone);
  for (let left = days; left > 0; ) {
    date = daysLater(date, 1);
    if (hours === undefined || working.includes(WEEKDAYS[weekdayOf(date)] ?? 'sunday')) left -= 1;
  }
  return firstMomentOf(date, zone);
}
