import { REMIT } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { ScheduledRun } from '../domain/run/state.ts';
import { isMissed } from '../domain/schedule/limits.ts';
import { appendStep, type ReadRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';
import { dispatch } from './dispatch.ts';
import { showCard } from './show-card.ts';

/**
 * A run whose time is still to come is shown; at its time it is decided again like any other. Found later than that (a
 * clock that stood still, a store that did not answer) it is missed: the people who would look after it have gone home.
 */
export async function atItsTime(
  deps: TendDeps,
  run: ReadRun,
  { state, first }: { state: ScheduledRun; first: boolean },
): Promise<Instant | undefined> {
  const now = deps.now();
  const { wakeAt } = state;
  if (now < wakeAt) {
    await showCard(deps, run, { first });
    return wakeAt;
  }
  if (!isMissed(wakeAt, now)) return dispatch(deps, run);
  const refusal = { reason: 'missed', start: wakeAt, zone: run.story.plan?.start?.zone ?? 'UTC' } as const;
  await appendStep(deps.ledger, run, { step: { type: 'halted', data: { refusal } }, by: REMIT, at: now });
  return undefined;
}
