import { joined } from '../calendar/spans.ts';
import { type DayHours, fortnightFrom, spansOfHours } from '../calendar/week.ts';
import type { Instant } from '../instant.ts';
import { type Hours, zoneOf } from './hours.ts';

/**
 * Whether it is time to be on call, and until when; or from when it is next. Both are undefined where the hours are without an end, or
 * none begins within a fortnight.
 */
export type OnCallHours = { hours: DayHours; zone: string } & (
  | { on: true; until?: Instant }
  | { on: false; from?: Instant }
);

/** What the policy's on-call hours say at that moment; undefined where it has none: then whoever is on call always is. */
export function onCallHours(policy: Hours, at: Instant): OnCallHours | undefined {
  const { onCall: hours } = policy;
  if (!hours) return undefined;
  const zone = zoneOf(policy);
  const within = fortnightFrom(at);
  const next = joined(spansOfHours(hours, zone, within)).find(({ to }) => to > at);
  if (!next || next.from > at) return { hours, zone, on: false, ...(next && { from: next.from }) };
  return { hours, zone, on: true, ...(next.to < within.to && { until: next.to }) };
}
