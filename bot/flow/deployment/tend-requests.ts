import { REMIT } from '../../domain/actor.ts';
import type { DeploymentStory, StageTold, Unrequested } from '../../domain/deployment/apply.ts';
import type { DeploymentStep } from '../../domain/deployment/event.ts';
import type { EscalationStep } from '../../domain/escalation/event.ts';
import { writeDeploymentId } from '../../domain/language/run-id.ts';
import type { TendDeps } from '../deps.ts';
import { appendEscalation, escalationStream, readEscalation } from '../escalation/append-escalation.ts';
import { findBySource } from '../escalation/find.ts';
import { endOf } from './move-deployment.ts';
import { requestStage, stageSource } from './request-stage.ts';

/**
 * Prepares requests for stages that the vendor is asked for, and ends those that nobody needs any more. Returns what has to
 * be put on record next; whoever comes after a crash finds the request by what it was prepared for.
 */
export async function tendRequests(deps: TendDeps, story: DeploymentStory): Promise<DeploymentStep | undefined> {
  for (const stage of story.stages) {
    const step = await lookAtRequest(deps, story, stage);
    if (step) return step;
  }
  for (const ask of story.unrequested) {
    const request = await requestOf(deps, story, ask);
    if (request !== undefined) return { type: 'requested', data: { stage: ask.stage, request, ask: ask.seq } };
  }
  return undefined;
}

async function lookAtRequest(
  deps: TendDeps,
  story: DeploymentStory,
  stage: StageTold,
): Promise<DeploymentStep | undefined> {
  if (stage.request === undefined) return undefined;
  const read = await readEscalation(deps.ledger, escalationStream(stage.request));
  if (!read) throw new Error(`request ${stage.request} of deployment ${story.id} is gone`);
  const how = endOf(read.story.state);
  if (how) return { type: 'unasked', data: { stage: stage.order, request: stage.request, how } };
  if (isWanted(story, stage, stage.requestAsk)) return undefined;
  const by = stage.is === 'done' ? (stage.ended?.by ?? REMIT) : REMIT;
  // Its own worker takes the end to the stage.
  await appendEscalation(deps.ledger, read, { step: endingOf(story, stage), by, at: deps.now() });
  return undefined;
}

/** Whether the vendor is still to do what was asked for by that event. */
function isWanted({ state }: DeploymentStory, stage: StageTold | undefined, seq: number | undefined): boolean {
  return state.is === 'running' && stage?.is === 'asked' && stage.asked?.seq === seq;
}

function endingOf(story: DeploymentStory, stage: StageTold): EscalationStep {
  if (stage.is === 'done' && stage.asked?.seq === stage.requestAsk) {
    const { because } = stage.ended ?? {};
    return { type: 'done', data: because === undefined ? {} : { because } };
  }
  const name = writeDeploymentId(story.id);
  const why =
    story.state.is === 'closed' ? `${name} was closed` : `stage ${stage.order} of ${name} does not need it any more`;
  return { type: 'withdrawn', data: { because: why } };
}

/** The request for an ask; of one that is over already only what somebody prepared before. */
function requestOf(deps: TendDeps, story: DeploymentStory, ask: Unrequested): Promise<string | undefined> {
  const stage = story.stages.find(({ order }) => order === ask.stage);
  if (stage && isWanted(story, stage, ask.seq)) return requestStage(deps, story, stage);
  return findBySource(deps.ledger, stageSource(story.id, ask));
}
