import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { Kind } from '../target.ts';
import type { IncidentState } from './state.ts';
import type { TimelineHead, TimelineWindow } from './window.ts';

/** Of whose task the resolution is, by the party's name, and on which kinds of target. */
export type ResolutionOf = { label: string; kinds: Kind[] };

/**
 * What a card of an incident tells: the head of its stream and a window of its timeline, however long both are. `card`: the
 * whole one where people work on it, or a short one where it was declared.
 */
export type IncidentStory = {
  id: string;
  by: Actor;
  at: Instant;
  /** Rises with every event of the stream and every change of the timeline. */
  seq: number;
  state: IncidentState;
  timeline: TimelineWindow & { head: TimelineHead };
  card: { as: 'room' | 'short'; place: Place };
  resolution: ResolutionOf[];
};
