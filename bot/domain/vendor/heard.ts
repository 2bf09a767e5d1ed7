import type { Actor } from '../actor.ts';
import type { EscalationRefusal } from '../escalation/refusal.ts';
import type { VendorStep } from '../escalation/vendor-act.ts';
import type { Instant } from '../instant.ts';
import type { VendorMisread, VendorSentence } from '../language/read-vendor-act.ts';
import type { WhyTurnedAway } from './who-speaks.ts';

export type HeardVia = 'button' | 'form' | 'mention' | 'thread' | 'reaction';

/** `thread`: below which it was written. `message`: what was pressed, written or reacted to. */
export type HeardPlace = { team: string; channel: string; thread?: string; message?: string };

/**
 * Event 0: what one of another organisation said of a request. Its `by` is whoever the payload names, of `UNRESOLVED_TEAM` where it names no organisation;
 * nothing is decided yet. `source` is its identity, as a request's. `typed` has been redacted and cut, and `said` was read from that.
 */
export type Heard = {
  source: string;
  installedTeam: string;
  via: HeardVia;
  place: HeardPlace;
  typed: string;
  said: VendorSentence | VendorMisread;
};

/** What came of it. `request`, where it is known which one was meant, by its id. */
export type Settled =
  /** `seq`: which event of the request it is. */
  | { is: 'acted'; request: string; step: VendorStep['type']; seq: number }
  /** `run`: by its id, which its approvers decide on. */
  | { is: 'ran'; request: string; run: string }
  | { is: 'refused'; request: string; refusal: EscalationRefusal }
  | { is: 'misread'; request?: string; misread: VendorMisread }
  | { is: 'turned-away'; why: WhyTurnedAway };

export type HeardStep = { type: 'heard'; data: Heard } | { type: 'settled'; data: Settled };
export type HeardEvent = HeardStep & { seq: number; at: Instant; by: Actor };

/** `wakeAt`: what is heard is decided at once, and by the sweep if that is lost. */
export type HeardState = { is: 'heard' } | { is: Settled['is'] };

/** `id`: of its stream. `by`, once it is settled, is who they turned out to be. */
export type HeardStory = {
  id: string;
  heard: Heard;
  by: Actor;
  at: Instant;
  state: HeardState;
  settled?: Settled;
};

/** Throws on a stream that does not begin as one does. */
export function tellHeard(id: string, events: readonly HeardEvent[]): HeardStory {
  const [first, ...rest] = events;
  if (first?.type !== 'heard') throw new Error(`what was heard as ${id} has no beginning`);
  const { data: heard, by, at } = first;
  return rest.reduce(nextHeard, { id, heard, by, at, state: { is: 'heard' } });
}

export function nextHeard(story: HeardStory, event: HeardEvent): HeardStory {
  if (event.type === 'heard' || story.settled) return story;
  return { ...story, by: event.by, state: { is: event.data.is }, settled: event.data };
}
