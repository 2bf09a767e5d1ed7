import { type Moment, type MomentRefusal, momentAt } from '../calendar/moment.ts';
import { HOUR, type Instant, MINUTE } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import type { IncidentRefusal } from './refusal.ts';

const DAY = 24 * HOUR;

export type OccurredRefusal = MomentRefusal | { reason: 'future'; at: Instant };

/**
 * When something was, as it is said at `now` by somebody whose clocks are in `zone`: a time alone is the last time that the
 * clocks said so, a weekday the last one of these. What is to come is refused.
 */
export function occurredAt(
  moment: Moment,
  { now, zone }: { now: Instant; zone: string },
): Result<Instant, OccurredRefusal> {
  const read = momentAt(moment, { now: now - backOf(moment), zone });
  if (!read.ok) return read;
  return read.value > now ? err({ reason: 'future', at: read.value }) : ok(read.value);
}

/** So far back that the first moment which is found from there on is the one that is meant. */
function backOf({ day }: Moment): number {
  if (typeof day === 'object') return 400 * DAY;
  if (day === 'tomorrow') return 0;
  return day === undefined || day === 'today' ? DAY : 7 * DAY;
}

/** What was so long before the incident was noticed may be told of it. */
const EARLIEST = 7 * DAY;
/** Clocks of people differ. */
const AHEAD = 2 * MINUTE;

/** Why an entry cannot be of that time: it is to come, or long before. */
export function refuseOccurred(
  at: Instant,
  { detected, now }: { detected: Instant; now: Instant },
): IncidentRefusal | undefined {
  if (at > now + AHEAD) return { reason: 'no-such-time', why: { reason: 'future', at } };
  return at < detected - EARLIEST ? { reason: 'no-such-time', why: { reason: 'too-old', at } } : undefined;
}
