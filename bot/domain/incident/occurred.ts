import { HOUR, type Instant, MINUTE } from '../instant.ts';
import type { IncidentRefusal } from './refusal.ts';

const DAY = 24 * HOUR;

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
