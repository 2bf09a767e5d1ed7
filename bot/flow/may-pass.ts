import type { Refusal } from '../domain/run/refusal.ts';

/** What forbids a step now and may not in a while, with nothing decided anew: a host is away, in use, or held back. */
const PASSING: readonly Refusal['reason'][] = [
  'offline',
  'locked',
  'agent-too-old',
  'document-missing',
  'stopped',
  'calendar-silent',
  'fault',
];

export function mayPass({ reason }: Refusal): boolean {
  return PASSING.includes(reason);
}
