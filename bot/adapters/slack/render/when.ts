import { type Instant, MINUTE, SECOND } from '../../../domain/instant.ts';

const HOUR = 60 * MINUTE;

/** Whether the time alone says which is meant: nobody takes 09:00 for tomorrow's when they read it in the evening. */
function isNear(at: Instant, now: Instant): boolean {
  return at > now ? at - now < 4 * HOUR : now - at < 12 * HOUR;
}

/**
 * A time in the reader's own zone; exports and old clients show UTC. With the day (`tomorrow 09:00`) when it is more than
 * four hours ahead, or twelve ago.
 */
export function when(at: Instant, now: Instant): string {
  const near = isNear(at, now);
  const utc = new Date(at).toISOString();
  const fallback = near ? utc.slice(11, 16) : `${utc.slice(0, 10)} ${utc.slice(11, 16)}`;
  return `<!date^${Math.floor(at / SECOND)}^${near ? '{time}' : '{date_short_pretty} {time}'}|${fallback} UTC>`;
}

/** The same with UTC beside it, where people in several zones have to mean the same moment: `Fri 10:00 (27 09:00 UTC)`. */
export function whenWithUtc(at: Instant, now: Instant): string {
  const utc = new Date(at).toISOString();
  const near = isNear(at, now);
  return `${when(at, now)} (${near ? utc.slice(11, 16) : `${utc.slice(5, 10)} ${utc.slice(11, 16)}`} UTC)`;
}

/** `0.8 s`, `12 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 10 * SECOND) return `${(Math.max(0, ms) / SECOND).toFixed(1)} s`;
  const seconds = Math.round(ms / SECOND);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
