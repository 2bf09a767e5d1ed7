import type { DeploymentStory } from './apply.ts';
import type { DeploymentEvent } from './event.ts';

/**
 * Whether a stage is to be asked of the vendor again by a request that was reopened: one that was done by that request and by nothing since, or that is open
 * and asked of nobody. What somebody has begun, left out or done otherwise meanwhile stays as it is, as does a deployment that was given up.
 */
export function isAskedAgain(
  { state, stages }: DeploymentStory,
  events: readonly DeploymentEvent[],
  { stage: order, request }: { stage: number; request: string },
): boolean {
  const stage = stages.find((one) => one.order === order);
  if (!stage || state.is === 'closed' || (stage.request !== undefined && stage.request !== request)) return false;
  if (stage.is === 'open') return true;
  if (stage.is !== 'done') return false;
  const last = events.findLast((event) => 'stage' in event.data && event.data.stage === order);
  // The worker that marked the stage may have died before it noted the end of the request.
  return stage.request === request || (last?.type === 'unasked' && last.data.request === request);
}
