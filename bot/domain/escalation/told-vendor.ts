import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { ClockOf } from '../vendor/clock.ts';
import type { VendorRunMove } from '../vendor/vendor-run.ts';
import type { EscalationStory } from './apply.ts';
import type { EscalationKind } from './ask.ts';
import type { EscalationEvent } from './event.ts';
import { outward } from './outward.ts';
import type { Estimate } from './state.ts';

/**
 * What we say in the thread of the vendor's card, in nobody's name: an allow-list, as the card is. `seq`: the event that it tells, by which it is said
 * once. `to`: whoever of theirs took the request. `since`: when the request was sent.
 */
export type ToldVendor = { request: string; seq: number; since: Instant; to?: Actor } & (
  | { is: 'replied' | 'reopened'; text: string }
  | { is: 'cost-approved'; estimate?: Estimate }
  | { is: 'cost-denied' | 'withdrawn' | 'expired' | 'recorded' }
  | { is: 'run'; move: Pick<VendorRunMove, 'is'> }
  /** A target of theirs was missed; `to` is whom it concerns now. */
  | { is: 'reminded'; of: ClockOf; kind: EscalationKind }
);

/** What finds such a message again: each event is said once. */
export function saidAs({ seq }: Pick<ToldVendor, 'seq'>): string {
  return `said-${seq}`;
}

/** What the vendor is told of one event of a request; nothing of what they said themselves, nor of what is ours alone. */
export function toldVendor(
  { id, at, sent, state }: Pick<EscalationStory, 'id' | 'at' | 'sent' | 'state'>,
  event: EscalationEvent,
): ToldVendor | undefined {
  const { acceptor, estimate } = state;
  const common = { request: id, seq: event.seq, since: sent?.at ?? at, ...(acceptor && { to: acceptor }) };
  switch (event.type) {
    case 'replied':
      return { ...common, is: 'replied', text: outward(event.data.text) };
    case 'reopened':
      return { ...common, is: 'reopened', text: outward(event.data.because) };
    case 'cost-approved':
      return { ...common, is: 'cost-approved', ...(estimate && { estimate }) };
    case 'cost-denied':
    case 'withdrawn':
    case 'expired':
      return { ...common, is: event.type };
    case 'done':
      return event.data.heard === 'given' ? undefined : { ...common, is: 'recorded' };
    case 'run-moved':
      return { ...common, is: 'run', move: { is: event.data.is } };
    case 'reminded': {
      const { of, to } = event.data;
      if (to?.side === 'ours') return undefined;
      return { ...common, is: 'reminded', of, kind: state.kind, ...(to && { to: to.who }) };
    }
    default:
      return undefined;
  }
}
