import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { Change } from './change.ts';
import type { ChangeRefusal } from './refusal.ts';

/**
 * Event 0, or what the worker found in the file that event 0 asks it to read. `source` is the identity of the request, so that a second delivery of it finds this one. `base` is the last
 * event of the changed stream that the preview was made from, -1 when there was none: on any other the change is void.
 */
type Proposed = {
  source: string;
  typed: string;
  sentence: string;
  place: Place;
  proposer: string;
  change: Change;
  because: string;
  base: number;
  /** What a file held, as JSON, in the form in which it is applied: too long for a state. */
  content?: string;
  expiresAt: Instant;
};

/** What happens to a proposed change, in order. `applied` names the event that it became on the changed stream. */
export type ChangeStep =
  | { type: 'asked'; data: Proposed & { file: string } }
  | { type: 'proposed'; data: Proposed }
  | { type: 'refused'; data: Proposed & { refusal: ChangeRefusal } }
  | { type: 'confirmed'; data: { person: string } }
  | { type: 'denied'; data: { because?: string } }
  | { type: 'expired'; data: Record<never, never> }
  | { type: 'applied'; data: { seq: number } }
  | { type: 'void'; data: { refusal: ChangeRefusal } };

export type ChangeEvent = ChangeStep & { seq: number; at: Instant; by: Actor };
export type Beginning = Extract<ChangeStep, { type: 'asked' | 'proposed' | 'refused' }>;
