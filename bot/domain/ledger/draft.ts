import type { Actor } from '../actor.ts';
import { type Instant, MINUTE } from '../instant.ts';
import { type ChainedEvent, GENESIS, hashOf, VERSION } from './chain.ts';
import { packed } from './pack.ts';

/** Bytes of a state as JSON. A head is read at every decision: hosts and outcomes belong in `data`. */
export const STATE_LIMIT = 8 * 1024;

/** The stream's worker has the first minute alone; then the sweep may take the event. */
export const ALONE = MINUTE;

export type NewEvent = {
  stream: string;
  head: { seq: number; hash: string } | undefined;
  type: string;
  at: Instant;
  by: Actor;
  data: unknown;
  state: unknown;
};

/** The event that follows `head`, hashed. Throws on a state above the limit: a bug, and nothing may be written. */
export function follow({ stream, head, type, at, by, data, state }: NewEvent): ChainedEvent & { due: Instant } {
  const link = {
    stream,
    seq: head ? head.seq + 1 : 0,
    type,
    at,
    by: JSON.stringify({ team: by.team, user: by.user }),
    data: packed(data),
    state: JSON.stringify(state),
    prev: head ? head.hash : GENESIS,
    v: VERSION,
  };
  const bytes = Buffer.byteLength(link.state);
  if (bytes > STATE_LIMIT) {
    throw new Error(
      `state of ${stream} is ${bytes} bytes, at most ${STATE_LIMIT}: keep lists in data and count them here`,
    );
  }
  return { ...link, hash: hashOf(link), due: at + ALONE };
}
