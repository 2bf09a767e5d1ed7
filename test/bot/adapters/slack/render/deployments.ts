import { type DeploymentStory, nextDeployment, tellDeployment } from '../../../../../bot/domain/deployment/apply.ts';
import type { DeploymentEvent, DeploymentStep } from '../../../../../bot/domain/deployment/event.ts';
import { shippedStages } from '../../../../../data/shipped-stages.ts';
import { NOON, OPERATOR } from './stories.ts';

/** A deployment that somebody has started, and nobody moved. */
export function deploymentStory(name = 'acme-eu'): DeploymentStory {
  const place = { team: OPERATOR.team, channel: 'C1OPS' };
  const data = { source: 'say 1', name, place, list: shippedStages() };
  return tellDeployment('4KQ7M', [{ type: 'started', data, seq: 0, at: NOON, by: OPERATOR }]);
}

export function withSteps(story: DeploymentStory, ...steps: DeploymentStep[]): DeploymentStory {
  return steps.reduce(
    (told, step) =>
      nextDeployment(told, {
        ...step,
        seq: told.seq + 1,
        at: NOON + told.seq * 60_000,
        by: OPERATOR,
      } as DeploymentEvent),
    story,
  );
}

/** One with a stage in every state, and the shared one undecided. `said` is what people wrote. */
export function someProgress(said = 'Vera of Virtuozzo, by phone'): DeploymentStory {
  return withSteps(
    deploymentStory(),
    { type: 'done', data: { stage: 1, because: said } },
    { type: 'done', data: { stage: 2 } },
    { type: 'done', data: { stage: 3, because: said } },
    { type: 'begun', data: { stage: 4 } },
    { type: 'skipped', data: { stage: 8, because: said } },
    { type: 'asked', data: { stage: 9 } },
    { type: 'requested', data: { stage: 9, request: '2WX8Z', ask: 6 } },
  );
}
