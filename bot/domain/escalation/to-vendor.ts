import { type Actor, REMIT } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { type Due, dueOf } from '../vendor/clock.ts';
import type { Vendor } from '../vendor/vendor.ts';
import type { VendorRunMove } from '../vendor/vendor-run.ts';
import type { EscalationStory } from './apply.ts';
import type { Ask } from './ask.ts';
import type { EscalationEvent } from './event.ts';
import { outward } from './outward.ts';
import { type EscalationState, isOpen } from './state.ts';

/** What the card in the vendor’s channel is called by its receipt and its metadata. */
export const VENDOR_CARD = 'vendor-card';

/** Words between the two organisations. `from`: one of the vendor's people, by whom it was said; without, it is ours to say, and nobody's name. `reopened`: why we gave it back. */
export type SaidBetween = { at: Instant; from?: Actor; text: string; reopened?: true };

/** How a run of theirs stands, without the name that it has here. */
export type RunOfTheirs = { is: 'waits' | 'stopped' } | Pick<Extract<VendorRunMove, { is: 'over' }>, 'is' | 'hosts'>;

/**
 * A request as the vendor's people may know it, whole: an allow-list, made by `tellToVendor` and nowhere else. `by` is Remit, whoever of ours asked.
 * Of our own people, runs and records there is nothing in it.
 */
export type VendorStory = {
  id: string;
  by: Actor;
  /** When it was sent. */
  at: Instant;
  seq: number;
  toVendor: Pick<Vendor, 'label' | 'targets' | 'runs'> & { team: string; channel: string };
  ask: Ask;
  state: Pick<EscalationState, 'is' | 'kind' | 'priority' | 'expiresAt' | 'acceptor' | 'eta' | 'estimate'>;
  /** What is due of them next; `retimed`: since when by other targets or hours. */
  due?: Due;
  retimed?: Instant;
  said: SaidBetween[];
  /** How the run goes that one of theirs made of it, without the name that it has here. */
  run?: RunOfTheirs;
  /** Who of theirs ended it; without `by`, we did. */
  ended?: { by?: Actor; text?: string };
};

/**
 * Why the card of a request is not, or no longer, in the vendor's channel: `unregistered`, there is no such vendor any more; `no-channel`, it has none;
 * the channel is archived, the bot is not in it, there is none, it may not post there; `strangers`, people of a third organisation read along;
 * `disconnected`, nobody of the vendor is in it.
 */
export const VENDOR_LOSSES = [
  'unregistered',
  'no-channel',
  'archived',
  'left-out',
  'absent',
  'forbidden',
  'strangers',
  'disconnected',
] as const;
export type VendorLoss = (typeof VENDOR_LOSSES)[number];

/** Tells a request as the vendor may know it. Only of one that was sent. */
export function tellToVendor(
  { id, ask, seq, sent, at, state, said = [], ended, heard, answered }: EscalationStory,
  vendor: Vendor & { channel: { team: string; channel: string } },
): VendorStory {
  const {
    label,
    targets,
    runs,
    channel: { team, channel },
  } = vendor;
  const { is, kind, priority, expiresAt, acceptor, eta, estimate } = state;
  const ending = endOf({ state, ...(ended && { ended }), ...(heard && { heard }), ...(answered && { answered }) });
  const run = runOf(said);
  return {
    ...{ id, by: REMIT, at: sent?.at ?? at, seq, ask },
    toVendor: { label, targets, team, channel, ...(runs && { runs }) },
    state: {
      ...{ is, kind, priority, expiresAt },
      ...(acceptor && { acceptor }),
      ...(eta !== undefined && { eta }),
      ...(estimate && { estimate }),
    },
    ...dueNext({ state, said }, vendor),
    said: said.flatMap(saidBetween),
    ...(run && { run }),
    ...(ending && { ended: ending }),
  };
}

function dueNext({ state, said }: Required<Pick<EscalationStory, 'state' | 'said'>>, vendor: Vendor) {
  const due = isOpen(state) ? dueOf(state, vendor) : undefined;
  const retimed = said.findLast((event) => event.type === 'retimed' && event.data.change !== undefined);
  return { ...(due && { due }), ...(retimed && { retimed: retimed.at }) };
}

function runOf(said: readonly EscalationEvent[]): RunOfTheirs | undefined {
  const moved = said.findLast((event) => event.type === 'run-moved');
  if (moved?.type !== 'run-moved') return undefined;
  const { data } = moved;
  return data.is === 'over' ? { is: data.is, hosts: data.hosts } : { is: data.is };
}

function saidBetween({ type, data, at, by }: EscalationEvent): SaidBetween[] {
  switch (type) {
    case 'asked-back':
    case 'progressed':
      return [{ at, from: by, text: data.text }];
    case 'estimated':
      return data.text === undefined ? [] : [{ at, from: by, text: data.text }];
    case 'replied':
      return [{ at, text: outward(data.text) }];
    case 'reopened':
      return [{ at, text: outward(data.because), reopened: true }];
    default:
      return [];
  }
}

/** The words of whoever of theirs ended it. What one of ours gave as a reason to withdraw it, or to deny its cost, was said among ourselves. */
function endOf({
  state,
  ended,
  heard,
  answered,
}: Pick<EscalationStory, 'state' | 'ended' | 'heard' | 'answered'>): VendorStory['ended'] {
  if (answered?.heard === 'given') return { by: answered.by, text: wordsOf(answered) };
  if (!ended) return undefined;
  const isTheirs = state.is === 'declined' || (state.is === 'done' && heard === 'given');
  return isTheirs ? { by: ended.by, ...(ended.because !== undefined && { text: ended.because }) } : {};
}

function wordsOf({ condition, because }: { condition?: string; because: string }): string {
  return condition === undefined ? because : `only if ${condition}: ${because}`;
}
