import type { Answer } from '../../domain/answer.ts';
import { mayDeploy } from '../../domain/deployment/act.ts';
import type { DeploymentRefusal } from '../../domain/deployment/refusal.ts';
import { nameOf } from '../../domain/ledger/name.ts';
import type { Request } from '../../domain/request.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ReadStages } from '../../ports/stages.ts';
import { underFreeName } from '../free-name.ts';
import type { ReadRecords } from '../records.ts';
import { beginDeployment } from './append-deployment.ts';
import { recentDeployments } from './find.ts';

type Deps = { ledger: Pick<Ledger, 'head' | 'recent' | 'append'>; records: ReadRecords; stages: ReadStages };

/** Begins a deployment with the stages as they are now. The same request again finds its first record. */
export async function startDeployment(deps: Deps, request: Request, name: string): Promise<Answer> {
  const { source, actor, place, at } = request;
  const refused = (refusal: DeploymentRefusal): Answer => ({ is: 'deployment-refused', act: 'start', refusal });
  const { person } = await deps.records(actor);
  if (!mayDeploy(person, at)) return refused({ reason: 'no-role', needed: 'operator' });
  const own = nameOf(source, 0);
  const running = await recentDeployments(deps.ledger, at);
  const other = running.find(({ id, state }) => id !== own && state.name === name && state.is === 'running');
  if (other) return refused({ reason: 'name-taken', name, other: other.id });
  const list = await deps.stages();
  const step = { type: 'started', data: { source, name, place, list } } as const;
  const id = await underFreeName(source, (id) => beginDeployment(deps.ledger, { id, step, by: actor, at }));
  return { is: 'deployment-started', id, name, stages: list.stages.length };
}
