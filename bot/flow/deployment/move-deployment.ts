import { REMIT } from '../../domain/actor.ts';
import type { RequestEnd } from '../../domain/deployment/event.ts';
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
 * Takes the end of a request to the stage that it asked for. A deployment that has it on record, or that has not yet put the
 * request on record, needs nothing: it looks at its requests by itself then.
 */
export async function moveDeployment(deps: Pick<TendDeps, 'ledger' | 'now'>, story: EscalationStory): Promise<void> {
  const { deployment: of } = story.prepared;
  const how = endOf(story.state);
  if (!of || !how) return;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readDeployment(deps.ledger, deploymentStream(of.id));
    const stage = read?.story.stages.find(({ order }) => order === of.stage);
    if (!read || stage?.request !== story.id) return;
    const step = { type: 'unasked', data: { stage: of.stage, request: story.id, how } } as const;
    if (await appendDeployment(deps.ledger, read, { step, by: REMIT, at: deps.now() })) return;
  }
  throw new Error(`deployment ${of.id} changed ${ROUNDS} times while it was told of request ${story.id}`);
}
