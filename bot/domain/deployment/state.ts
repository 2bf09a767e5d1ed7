import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { Side } from './stage.ts';

/** `asked`: of the vendor. `not-applicable`: left out, where the source allows it. */
export type StageIs = 'open' | 'begun' | 'asked' | 'done' | 'not-applicable';

/** `side`: which of two parties does it, once somebody has said so. `request`: to the vendor, as long as it is open. */
export type StageState = { is: StageIs; side?: Side; request?: string };

/**
 * What the head of a deployment's stream says. What the stages are called and what was said of them is in the events' data.
 * `finished`: no stage is left; it runs again when one is reopened. `closed`: given up, for good.
 */
export type DeploymentState = {
  id: string;
  by: Actor;
  name: string;
  place: Place;
  is: 'running' | 'finished' | 'closed';
  stages: StageState[];
  snoozedUntil?: Instant;
};

/** Nothing has to be done about it any more. */
export function isOver({ is }: StageState): boolean {
  return is === 'done' || is === 'not-applicable';
}
