import { createHash } from 'node:crypto';
import type { Instant } from '../instant.ts';

/** What every event carries and what its hash covers. `by`, `data` and `state` are JSON strings, hashed as stored. */
export type Link = {
  stream: string;
  seq: number;
  type: string;
  at: Instant;
  by: string;
  data: string;
  state: string;
  prev: string;
  v: number;
};

export type ChainedEvent = Link & { hash: string };

/** What stands before event 0. */
export const GENESIS = '0'.repeat(64);

/** Of the item's form. It is hashed, so that an old event keeps its hash when the form changes. */
export const VERSION = 1;

/**
 * The event's hash: SHA-256 over a JSON array, whose order and types leave one way to write an event down. `due`, `shard`
 * and `tries` are not in it: they say what is left to do, not what happened.
 */
export function hashOf({ v, stream, seq, type, at, by, data, state, prev }: Link): string {
  const canonical = JSON.stringify([v, stream, seq, type, at, by, data, state, prev]);
  return createHash('sha256').update(canonical).digest('hex');
}
