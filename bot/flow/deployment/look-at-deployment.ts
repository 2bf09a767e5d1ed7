import type { Answer } from '../../domain/answer.ts';
import type { DeploymentSentence } from '../../domain/language/deployment-sentence.ts';
import { writeDeploymentSentence } from '../../domain/language/deployment-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { refuseReader } from '../look.ts';
import { askForPicture } from '../picture/ask-picture.ts';
import type { ReadRecords } from '../records.ts';
import { deploymentStream, readDeployment } from './append-deployment.ts';
import { recentDeployments } from './find.ts';

type Look = Extract<DeploymentSentence, { is: 'deployment' }>;
type Deps = { ledger: Pick<Ledger, 'read' | 'recent' | 'append'>; records: ReadRecords };

/** Every stage of a deployment; a picture or a report of it is made by the worker, and comes as a file. */
export async function lookAtDeployment(deps: Deps, request: Request, look: Look): Promise<Answer> {
  const { deployment: id, as } = look;
  const told = await tellReader(deps, request, look);
  if (told.is !== 'deployment' || as === 'list') return told;
  const no = await askForPicture(deps, request, {
    as: as === 'picture' ? 'deployment' : 'deployment-report',
    deployment: id,
  });
  return no ?? { is: 'deployment-file', as, id, name: told.story.started.name };
}

/** The deployment, to whoever may read of it. */
export async function tellReader(
  deps: { ledger: Pick<Ledger, 'read'>; records: ReadRecords },
  request: Request,
  look: Look,
): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'deployment');
  if (refusal) return { is: 'refused', refusal, sentence: writeDeploymentSentence(look) };
  const read = await readDeployment(deps.ledger, deploymentStream(look.deployment));
  if (read) return { is: 'deployment', story: read.story };
  return { is: 'deployment-refused', act: 'show', id: look.deployment, refusal: { reason: 'unknown-deployment' } };
}

export async function listDeployments(
  deps: { ledger: Pick<Ledger, 'recent' | 'head'>; records: ReadRecords },
  request: Request,
): Promise<Answer> {
  const refusal = await refuseReader(deps, request, 'deployments');
  if (refusal) return { is: 'refused', refusal, sentence: 'deployments' };
  const lines = await recentDeployments(deps.ledger, request.at);
  if (lines.length > 0) return { is: 'deployments', lines };
  return { is: 'nothing', what: 'No platform is being deployed, and none was.', next: 'help deployment start' };
}
