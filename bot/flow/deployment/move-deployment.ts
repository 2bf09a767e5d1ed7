import { type Actor, REMIT } from '../../domain/actor.ts';
import type { StageTold } from '../../domain/deployment/apply.ts';
import type { DeploymentStep, RequestEnd } from '../../domain/deployment/event.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import type { EscalationState } from '../../domain/escalation/state.ts';
import type { TendDeps } from '../deps.ts';
import { appendDeployment, deploymentStream, readDeployment } from './append-deployment.ts';

const ROUNDS = 8;

/** How a request for a stage ended; undefined while it is open. */
export function endOf({ is }: EscalationState): RequestEnd | undefined {
  if (is === 'declined' || is === 'too-dear') return 'declined';
  return is === 'withdrawn' || is === 'expired' || is === 'done' ? is : undefined;
}

/**
 * Takes the end of a request to the stage that it asked for: what they say is done marks the stage, with their words and who said it. A
 * deployment that has it on record, or that has not yet put the request on record, needs nothing: it looks at its requests by itself then.
 */
export async function moveDeployment(deps: Pick<TendDeps, 'ledger' | 'now'>, story: EscalationStory): Promise<void> {
  const { deployment: of } = story.prepared;
  const how = endOf(story.state);
  if (!of || !how) return;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readDeployment(deps.ledger, deploymentStream(of.id));
    const stage = read?.story.stages.find(({ order }) => order === of.stage);
    if (!read || stage?.request !== story.id) return;
    const { step, by } = stepOf(story, { stage, how });
    const moved = await appendDeployment(deps.ledger, read, { step, by, at: deps.now() });
    if (moved && step.type === 'unasked') return;
  }
  throw new Error(`deployment ${of.id} changed ${ROUNDS} times while it was told of request ${story.id}`);
}

/** A stage that still waits is done first, by whoever said so; then nobody is asked any more. */
function stepOf(
  { id: request, ended }: EscalationStory,
  { stage, how }: { stage: StageTold; how: RequestEnd },
): { step: DeploymentStep; by: Actor } {
  const { order } = stage;
  if (how === 'done' && stage.is === 'asked' && ended) {
    const because = ended.because === undefined ? {} : { because: ended.because };
    return { step: { type: 'done', data: { stage: order, ...because } }, by: ended.by };
  }
  return { step: { type: 'unasked', data: { stage: order, request, how } }, by: REMIT };
}
