import type { DeploymentStory, StageTold, Unrequested } from '../../domain/deployment/apply.ts';
import { PREPARED_FOR } from '../../domain/escalation/act.ts';
import { askOf } from '../../domain/escalation/ask.ts';
import type { Prepared } from '../../domain/escalation/event.ts';
import { writeDeploymentSentence } from '../../domain/language/deployment-sentence.ts';
import type { TendDeps } from '../deps.ts';
import { beginEscalation } from '../escalation/append-escalation.ts';
import { underFreeName } from '../free-name.ts';
import { cardOf } from '../show-card.ts';
import { deploymentStream } from './append-deployment.ts';

/** The row of the matrix' words that a stage belongs to; the matrix itself has none for a platform that is not there yet. */
const ACTIVITY = { id: 'platform-deployment', label: 'Deployment of a platform' };

/** The identity of the request for a stage: one for each time that it was asked. */
export function stageSource(id: string, { stage, seq }: Unrequested): string {
  return `request of deployment#${id} stage ${stage} asked ${seq}`;
}

/** Prepares the request to the vendor for a stage, below the deployment's card. It is sent by one of ours, as any request. */
export async function requestStage(deps: TendDeps, story: DeploymentStory, stage: StageTold): Promise<string> {
  const { id, started, stages } = story;
  if (!stage.asked) throw new Error(`nobody asked for stage ${stage.order} of deployment ${id}`);
  const { by, seq } = stage.asked;
  const [{ person }, card] = await Promise.all([deps.records(by), cardOf(deps, deploymentStream(id))]);
  const ask = askOf({
    kind: 'task',
    receiver: started.list.parties.vendor,
    activity: ACTIVITY.id,
    label: ACTIVITY.label,
    cells: [],
    task: `Stage ${stage.order} of ${stages.length}: ${stage.stage}`,
    targets: [],
    platform: started.name,
    priority: 'minor',
    custom: [],
  });
  const at = deps.now();
  const source = stageSource(id, { stage: stage.order, seq });
  const act = { is: 'ask', stage: stage.order } as const;
  const { team } = started.place;
  const data: Prepared = {
    source,
    deployment: { id, stage: stage.order },
    requester: person?.id ?? `${by.team}/${by.user}`,
    place: card ? { team, channel: card.channel, thread: card.ts } : started.place,
    sentence: writeDeploymentSentence({ is: 'deployment-act', deployment: id, act }),
    ask,
    expiresAt: at + PREPARED_FOR,
  };
  const step = { type: 'prepared', data } as const;
  return underFreeName(source, (name) => beginEscalation(deps.ledger, { id: name, step, by, at }));
}
