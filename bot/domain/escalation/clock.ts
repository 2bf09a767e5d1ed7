import type { Instant } from '../instant.ts';
import type { EscalationEvent } from './event.ts';
import type { EscalationClock, OpenEscalation } from './state.ts';

/** A question after so many stops no clock any more: what a state holds is limited. */
const WAITS = 40;

/**
 * The state with what an event says to its clocks. Their first reply are their first words, or an acceptance that says when: one that says nothing
 * else only takes it. From a question of theirs until we answer, or they go on without, they wait for us.
 */
export function timed(state: OpenEscalation, event: EscalationEvent): OpenEscalation {
  const { waiting, waits = [], clock = {}, ...rest } = state;
  const after = { ...before(clock, event), ...reached(state, event) };
  const kept = { ...rest, ...(Object.keys(after).length > 0 && { clock: after }) };
  if (event.type === 'asked-back' && waits.length < WAITS) {
    return { ...kept, ...(waits.length > 0 && { waits }), waiting: waiting ?? event.at };
  }
  const over = waiting !== undefined && !STILL_WAITS.includes(event.type);
  const all = over ? [...waits, { from: waiting, to: event.at }] : waits;
  const still = waiting !== undefined && !over ? { waiting } : {};
  return { ...kept, ...(all.length > 0 && { waits: all }), ...still };
}

const STILL_WAITS: readonly EscalationEvent['type'][] = [
  'asked-back',
  'reminded',
  'cost-agreed',
  'cost-approved',
  'retimed',
  'run-moved',
];

/** What is estimated anew is not offered any more: its clocks begin when this cost is approved. */
function before(clock: EscalationClock, { type }: EscalationEvent): EscalationClock {
  if (type !== 'estimated') return clock;
  const { offered: _offered, ...left } = clock;
  return left;
}

function reached({ kind, clock }: OpenEscalation, event: EscalationEvent): EscalationClock {
  const { at } = event;
  const replied = { firstReply: clock?.firstReply ?? at };
  switch (event.type) {
    case 'sent':
      return { sent: at, ...(kind !== 'paid' && { offered: at }) };
    case 'accepted':
      return { accepted: at, ...(event.data.eta !== undefined && replied) };
    case 'asked-back':
    case 'progressed':
    case 'estimated':
      return replied;
    case 'cost-approved':
      return { offered: at };
    case 'done':
    case 'answered':
      return { ...replied, done: at };
    case 'declined':
      return { ...replied, ended: at };
    case 'withdrawn':
    case 'expired':
    case 'cost-denied':
      return { ended: at };
    case 'prepared':
    case 'replied':
    case 'reopened':
    case 'reminded':
    case 'retimed':
    case 'run-moved':
    case 'cost-agreed':
      return {};
    default:
      return event satisfies never;
  }
}

/** What was said to be done is not: the time for it begins anew. */
export function timedAnew({ done: _done, ...clock }: EscalationClock, at: Instant): EscalationClock {
  return { ...clock, reopened: at };
}
