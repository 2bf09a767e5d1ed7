import type { Answer } from '../../domain/answer.ts';
import { type DeploymentActStep, decideAct } from '../../domain/deployment/act.ts';
import type { DeploymentStory } from '../../domain/deployment/apply.ts';
import { earlierOf } from '../../domain/deployment/progress.ts';
import type { DeploymentRefusal } from '../../domain/deployment/refusal.ts';
import type { DeploymentSentence } from '../../domain/language/deployment-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadRecords } from '../records.ts';
import { appendDeployment, deploymentStream, readDeployment } from './append-deployment.ts';

type Deps = { ledger: Pick<Ledger, 'read' | 'append'>; records: ReadRecords };
type Acting = Extract<DeploymentSentence, { is: 'deployment-act' }>;

/** A lost append means that somebody else acted in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;

/** Decides and appends an act on a deployment that exists. */
export async function actOnDeployment(deps: Deps, request: Request, { deployment, act }: Acting): Promise<Answer> {
  const { actor, at } = request;
  const refused = (refusal: DeploymentRefusal): Answer => ({
    is: 'deployment-refused',
    act: act.is,
    id: deployment,
    refusal,
  });
  const { person } = await deps.records(actor);
  if (!person) return refused({ reason: 'no-role', needed: 'operator' });
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readDeployment(deps.ledger, deploymentStream(deployment));
    if (!read) return refused({ reason: 'unknown-deployment' });
    const step = decideAct(read.story, person, { act, now: at });
    if (!step.ok) return refused(step.error);
    const after = await appendDeployment(deps.ledger, read, { step: step.value, by: actor, at });
    if (after) {
      const earlier = earlierThan(after.story, step.value);
      return { is: 'deployment-acted', story: after.story, step: step.value, earlier };
    }
  }
  throw new Error(`deployment ${deployment} moved ${ROUNDS} times while ${act.is} was decided`);
}

/** Of a stage that goes ahead. */
function earlierThan(story: DeploymentStory, step: DeploymentActStep): number[] {
  return step.type === 'begun' || step.type === 'asked' || step.type === 'done'
    ? earlierOf(story, step.data.stage)
    : [];
}
