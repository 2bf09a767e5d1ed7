import type { Answer } from '../../domain/answer.ts';
import type { DeploymentSentence } from '../../domain/language/deployment-sentence.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadStages } from '../../ports/stages.ts';
import type { ReadRecords } from '../records.ts';
import { actOnDeployment } from './act-on-deployment.ts';
import { listDeployments, lookAtDeployment } from './look-at-deployment.ts';
import { startDeployment } from './start-deployment.ts';

type Deps = { ledger: Pick<Ledger, 'read' | 'head' | 'recent' | 'append'>; records: ReadRecords; stages: ReadStages };

/** Answers a sentence about deployments. */
export async function onDeployment(deps: Deps, request: Request, sentence: DeploymentSentence): Promise<Answer> {
  switch (sentence.is) {
    case 'deployments':
      return listDeployments(deps, request);
    case 'deployment-start':
      return startDeployment(deps, request, sentence.name);
    case 'deployment':
      return lookAtDeployment(deps, request, sentence);
    case 'deployment-act':
      return actOnDeployment(deps, request, sentence);
    default:
      return sentence satisfies never;
  }
}
