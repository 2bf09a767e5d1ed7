import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { StageList } from './stage.ts';

/** Event 0. The stages stand in it as they were then: a list that is changed later changes no deployment. */
export type Started = { source: string; name: string; place: Place; list: StageList };

/** How a request to the vendor ended: taken back, forgotten, not taken by them, or done. */
export type RequestEnd = 'withdrawn' | 'expired' | 'declined' | 'done';

/** What happens to a deployment, in order. Stages are named by their number. */
export type DeploymentStep =
  | { type: 'started'; data: Started }
  | { type: 'begun'; data: { stage: number } }
  /** Of a shared stage: we do it. */
  | { type: 'taken'; data: { stage: number } }
  /** The vendor is to do it. Remit then prepares the request, which is on record as `requested`, and its end as `unasked`.
   * `ask` is the sequence of the event that it was prepared for. */
  | { type: 'asked'; data: { stage: number } }
  | { type: 'requested'; data: { stage: number; request: string; ask: number } }
  | { type: 'unasked'; data: { stage: number; request: string; how: RequestEnd } }
  /** The request by which they said it was done was reopened: it is asked of them again, by that request. */
  | { type: 'reasked'; data: { stage: number; request: string; because: string } }
  | { type: 'done'; data: { stage: number; because?: string } }
  | { type: 'skipped'; data: { stage: number; because: string } }
  | { type: 'reopened'; data: { stage: number; because?: string } }
  | { type: 'snoozed'; data: { until: Instant } }
  | { type: 'reminded'; data: Record<never, never> }
  | { type: 'closed'; data: { because: string } };

export type DeploymentEvent = DeploymentStep & { seq: number; at: Instant; by: Actor };
