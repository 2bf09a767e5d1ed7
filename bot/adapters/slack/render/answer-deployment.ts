import type { DeploymentActStep } from '../../../domain/deployment/act.ts';
import type { StageTold } from '../../../domain/deployment/apply.ts';
import { leftOf, progressOf } from '../../../domain/deployment/progress.ts';
import { sayNo } from './answer-refused.ts';
import { context, sections } from './blocks.ts';
import { presses, stagePresses, vendorStagePresses } from './deployment-card.ts';
import { deploymentRefusalWords } from './deployment-refusal-words.ts';
import { bar, deploymentName, partyWords, STAGE_SIGN, stageName, stageState } from './deployment-words.ts';
import { person } from './labels.ts';
import { fitting } from './lists.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { counted, inline, listed } from './text.ts';
import { when } from './when.ts';

export function sayDeploymentStarted({ id, name, stages }: AnswerOf<'deployment-started'>): Said {
  const called = deploymentName(id);
  return {
    mark: 'accepted',
    first: `🏗 *Deployment of ${inline(name, 70)}* started · ${counted(stages, 'stage')} · ${called} · its card follows here`,
    deployment: id,
    presses: [{ id: 'all', label: 'All stages', says: `deployment ${called}` }],
  };
}

/** Every stage, whose it is, how it stands. */
export function sayDeployment({ story }: AnswerOf<'deployment'>, reading: Reading): Said {
  const name = deploymentName(story.id);
  const lines = story.stages.map(
    (stage) =>
      `${STAGE_SIGN[stage.is]} ${stageName(stage)} · ${partyWords(stage, story)} · ${stageState(stage, reading)}`,
  );
  const { shown, left } = fitting(lines);
  return {
    mark: 'information',
    first: `*Deployment of ${inline(story.started.name, 70)}* · ${bar(progressOf(story))} · ${name}`,
    body: [
      ...sections(shown, { open: true }),
      ...(left > 0 ? [context(`… and ${counted(left, 'more stage')}: the report has them all`)] : []),
      context(
        `${STAGE_SIGN.open} open  ${STAGE_SIGN.begun} in progress  ${STAGE_SIGN.asked} asked of the vendor  ${STAGE_SIGN.done} done  ${STAGE_SIGN['not-applicable']} not applicable`,
      ),
    ],
    presses: presses(story).filter(({ id }) => id !== 'all'),
    deployment: story.id,
  };
}

export function sayDeployments({ lines }: AnswerOf<'deployments'>, reading: Reading): Said {
  const { shown, left } = fitting(
    lines.map(({ id, at, state, progress }) => {
      const how = state.is === 'running' ? '' : ` · ${state.is === 'finished' ? 'finished' : 'given up'}`;
      const since = `started ${when(at, reading.now)} by ${person(state.by, reading)}`;
      return `*${inline(state.name, 70)}* ${deploymentName(id)} · ${bar(progress)}${how} · ${since}`;
    }),
  );
  return {
    mark: 'information',
    first: `*${counted(lines.length, 'deployment')}*`,
    body: [...sections(shown), ...(left > 0 ? [context(`… and ${counted(left, 'older one')}`)] : [])],
    presses: lines.slice(0, 5).map(({ id, state }, index) => ({
      id: `try:${index}`,
      label: `Show ${inline(state.name, 40)}`,
      says: `deployment ${deploymentName(id)}`,
    })),
  };
}

/** What the act did, and what is left before it; the deployment's card shows how it stands. */
export function sayDeploymentActed(answer: AnswerOf<'deployment-acted'>, reading: Reading): Said {
  const { story, step, earlier } = answer;
  const name = deploymentName(story.id);
  const open = `Before it ${earlier.length === 1 ? 'stage' : 'stages'} ${listed(earlier.map(String), 12)} ${earlier.length === 1 ? 'is' : 'are'} not over yet. The order is the source’s: go on if you know that it does not matter here.`;
  const stage = 'stage' in step.data ? stageOf(story.stages, step.data.stage) : undefined;
  return {
    mark: 'information',
    first: `✔ ${acted(step, stage, reading)} · ${bar(progressOf(story))} · ${name}`,
    body: sections([
      ...(after(step, story.started.list.parties.vendor) ?? []),
      ...(earlier.length > 0 ? [`⚠ ${open}`] : []),
    ]),
    presses: [
      ...(step.type === 'done' || step.type === 'skipped' ? nextPresses(answer) : []),
      ...(stage && step.type !== 'reopened' && step.type !== 'asked' && step.type !== 'taken'
        ? [{ id: 'reopen', label: 'Take it back', says: `deployment reopen ${name} ${stage.order}` }]
        : []),
      { id: 'all', label: 'All stages', says: `deployment ${name}` },
    ],
    deployment: story.id,
  };
}

function nextPresses({ story }: AnswerOf<'deployment-acted'>) {
  const name = deploymentName(story.id);
  const { owner, vendor } = leftOf(story);
  const [ours] = owner;
  if (ours) return stagePresses(ours, name);
  const theirs = vendor.find(({ is }) => is === 'open');
  return theirs ? vendorStagePresses(theirs, name) : [];
}

function stageOf(stages: readonly StageTold[], wanted: number): StageTold | undefined {
  return stages.find(({ order }) => order === wanted);
}

function acted(step: DeploymentActStep, stage: StageTold | undefined, reading: Reading): string {
  const which = stage ? `Stage ${stageName(stage)}` : '';
  switch (step.type) {
    case 'begun':
      return `${which} is in progress`;
    case 'taken':
      return `${which} is ours`;
    case 'asked':
      return `${which} is asked of the vendor`;
    case 'done':
      return `${which} is done`;
    case 'skipped':
      return `${which} is not applicable`;
    case 'reopened':
      return `${which} is open again`;
    case 'snoozed':
      return `Nobody is reminded before ${when(step.data.until, reading.now)}, unless something moves`;
    case 'closed':
      return 'The deployment is given up';
    default:
      return step satisfies never;
  }
}

function after(step: DeploymentActStep, vendor: string): string[] | undefined {
  if (step.type !== 'asked') return undefined;
  return [
    `The request to ${inline(vendor, 80)} is prepared below the deployment’s card. It goes out when one of us presses *Send* there.`,
  ];
}

export function sayDeploymentRefused(answer: AnswerOf<'deployment-refused'>, reading: Reading): Said {
  const { act, id, refusal } = answer;
  const name = id === undefined ? '' : ` ${deploymentName(id)}`;
  const asked = `deployment ${inline(act, 20)}${name} · nothing was changed`;
  return sayNo(deploymentRefusalWords(refusal, id, reading), { asked, reason: refusal.reason });
}

/** Where the file comes, and why not here. */
export function sayDeploymentFile({ as, id, name }: AnswerOf<'deployment-file'>): Said {
  const what = as === 'picture' ? '🖼 *A picture* of' : '📄 *The report* of';
  return {
    mark: 'information',
    first: `${what} the deployment of ${inline(name, 70)} is being made for you · ${deploymentName(id)}`,
    body: [
      context('It comes into your direct messages with Remit: a file in a channel would be seen by everybody there.'),
    ],
  };
}
