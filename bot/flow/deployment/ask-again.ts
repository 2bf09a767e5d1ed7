import { isAskedAgain } from '../../domain/deployment/asked-again.ts';
import type { DeploymentEvent } from '../../domain/deployment/event.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
import { partsOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { appendDeployment, deploymentStream, readDeployment } from './append-deployment.ts';

const ROUNDS = 8;

/**
 * Takes a request that was reopened to the stage that it had done: the vendor is to do it again, as whoever reopened it said. A stage that has it on record needs
 * nothing.
 */
export async function askAgain(deps: Pick<TendDeps, 'ledger' | 'now'>, story: EscalationStory): Promise<void> {
  const { deployment: of } = story.prepared;
  const reopened = story.said?.findLast((event) => event.type === 'reopened');
  if (!of || reopened?.type !== 'reopened') return;
  const { because } = reopened.data;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readDeployment(deps.ledger, deploymentStream(of.id));
    const events = read?.events.map((event) => partsOf(event) as DeploymentEvent) ?? [];
    if (!read || !isAskedAgain(read.story, events, { stage: of.stage, request: story.id })) return;
    const step = { type: 'reasked', data: { stage: of.stage, request: story.id, because } } as const;
    if (await appendDeployment(deps.ledger, read, { step, by: reopened.by, at: deps.now() })) return;
  }
  throw new Error(`deployment ${of.id} changed ${ROUNDS} times while it was told that request ${story.id} is reopened`);
}
