import type { Instant } from '../domain/instant.ts';
import { ALONE } from '../domain/ledger/draft.ts';
import type { StoredEvent } from '../ports/ledger.ts';

/** `due` of a parked event: after every time that a sweep asks for. */
export const PARKED: Instant = 9_999_999_999_999;

/** Nobody has claimed it yet. */
export function isNew({ at, due, tries }: StoredEvent): boolean {
  return due === at + ALONE && tries === undefined;
}

/** Somebody claimed it and has not finished: at work until `due`, or dead. */
export function isClaimed({ due, tries = 0 }: StoredEvent): boolean {
  return due !== undefined && tries > 0;
}

/** Steps that answer an intent to send, or are one. */
const SENDING = new Set(['intended', 'sent', 'put-off']);

/** The intent to send that has no answer yet, though other events may have followed it. */
export function openIntent(events: readonly StoredEvent[]): StoredEvent | undefined {
  const last = events.findLast(({ type }) => SENDING.has(type));
  return last?.type === 'intended' ? last : undefined;
}

/** Of these, one that no worker has begun on. */
export function untouchedIntent(events: readonly StoredEvent[]): (StoredEvent & { due: Instant }) | undefined {
  const intent = openIntent(events);
  const { due, tries } = intent ?? {};
  return intent && due !== undefined && tries === undefined ? { ...intent, due } : undefined;
}

/** Whether the work on any of these events may be going on at this very moment; nobody works on one that is parked. */
export function anyAtWork(events: readonly StoredEvent[], now: Instant): boolean {
  return events.some((event) => isClaimed(event) && (event.due ?? 0) > now && event.due !== PARKED);
}
