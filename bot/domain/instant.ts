/** A point in time: milliseconds since 1970-01-01 UTC. Always given as an argument, never read from a clock here. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
