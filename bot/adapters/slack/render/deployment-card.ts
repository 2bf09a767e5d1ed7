import type { DeploymentStory, StageTold } from '../../../domain/deployment/apply.ts';
import { type Left, leftOf, progressBy, progressOf } from '../../../domain/deployment/progress.ts';
import { SIDES } from '../../../domain/deployment/stage.ts';
import { context, lastingActions, type Press, section, sections } from './blocks.ts';
import { bar, deploymentName, STAGE_SIGN, stageName, stageState } from './deployment-words.ts';
import { person } from './labels.ts';
import { type Reading, type Rendered, type RunMark, runMetadata } from './rendered.ts';
import { counted, inline } from './text.ts';
import { when } from './when.ts';

const LOOK: Record<DeploymentStory['state']['is'], { mark: RunMark; sign: string }> = {
  running: { mark: 'running', sign: '🏗' },
  finished: { mark: 'succeeded', sign: '✔' },
  closed: { mark: 'cancelled', sign: '⏹' },
};

/** Stages of each party that a card names: what is next, on a phone. */
const NAMED = 3;

/** The one card of a deployment: how far it is, and what is next of whom. */
export function renderDeploymentCard(story: DeploymentStory, reading: Reading): Rendered {
  const { sign, mark } = LOOK[story.state.is];
  const name = deploymentName(story.id);
  const metadata = runMetadata({ stream: `deployment#${story.id}`, seq: story.seq, outcome: mark });
  if (reading.channelIsShared) {
    const first = `${sign} *A deployment* ${how(story)} · ${name}`;
    const show: Press = { id: 'show', label: 'Show', says: `deployment ${name}` };
    return { text: plain(first), blocks: [section(first), ...lastingActions([show])], metadata };
  }
  const first = `${sign} *Deployment of ${inline(story.started.name, 70)}* ${how(story)} · ${name}`;
  const blocks = [section(first), ...body(story, reading), ...lastingActions(presses(story))];
  return { text: plain(first), blocks, metadata };
}

function plain(first: string): string {
  return first.replace(/\*([^*]+)\*/g, '$1');
}

function how(story: DeploymentStory): string {
  const { over, all } = progressOf(story);
  switch (story.state.is) {
    case 'running':
      return `· ${over} of ${counted(all, 'stage')}`;
    case 'finished':
      return `is finished · all ${counted(all, 'stage')}`;
    case 'closed':
      return `was given up after ${over} of ${counted(all, 'stage')}`;
    default:
      return story.state.is satisfies never;
  }
}

function body(story: DeploymentStory, reading: Reading) {
  const { parties } = story.started.list;
  const bars = SIDES.map((side) => `${bar(progressBy(story, side))} · ${inline(parties[side], 80)}`);
  const left = leftOf(story);
  const next = story.state.is === 'running' ? nextLines(story, left, reading) : [];
  const { over, reminders, by, at } = story;
  const since = `started by ${person(by, reading)} ${when(at, reading.now)}`;
  const why = over?.because === undefined ? '' : `: “${inline(over.because, 300)}”`;
  const ended = over ? [`over since ${when(over.at, reading.now)}, ${person(over.by, reading)}${why}`] : [];
  const reminded = reminders.length > 0 ? [counted(reminders.length, 'reminder')] : [];
  return [...sections([...bars, ...next]), context([since, ...ended, ...reminded].join(' · '))];
}

function nextLines({ started }: DeploymentStory, left: Left, reading: Reading): string[] {
  const { owner, vendor } = started.list.parties;
  return [
    ...group(`Next of ours (${inline(owner, 80)})`, left.owner, reading),
    ...group('Whose is it? Say it with a button', left.undecided, reading),
    ...group(`Next of ${inline(vendor, 80)}`, left.vendor, reading),
  ];
}

function group(title: string, stages: readonly StageTold[], reading: Reading): string[] {
  if (stages.length === 0) return [];
  const shown = stages.slice(0, NAMED);
  const more = stages.length - shown.length;
  return [
    `*${title}*`,
    ...shown.map((stage) => `${STAGE_SIGN[stage.is]} ${stageName(stage)}${stateBeside(stage, reading)}`),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ];
}

function stateBeside(stage: StageTold, reading: Reading): string {
  return stage.is === 'open' ? '' : ` · ${stageState(stage, reading)}`;
}

/** The next one of each party, and the looks at the whole. */
export function presses(story: DeploymentStory): Press[] {
  const name = deploymentName(story.id);
  const looks: Press[] = [
    { id: 'all', label: 'All stages', says: `deployment ${name}` },
    { id: 'picture', label: 'Picture', says: `deployment picture ${name}` },
    { id: 'report', label: 'Report', says: `deployment report ${name}` },
  ];
  if (story.state.is !== 'running') return looks;
  const left = leftOf(story);
  const [ours] = left.owner;
  const [whose] = left.undecided;
  return [
    ...(ours ? stagePresses(ours, name) : []),
    ...(whose ? partyPresses(whose, name) : []),
    ...vendorPresses(left.vendor, name),
    ...looks,
    ...(story.reminders.length > 0 && story.state.snoozedUntil === undefined
      ? [{ id: 'snooze', label: 'Remind later', says: `deployment snooze ${name}` }]
      : []),
  ];
}

/** What can be done about one stage of ours. */
export function stagePresses({ order, is, ifApplicable }: StageTold, name: string): Press[] {
  const done: Press = {
    id: `done:${order}`,
    label: `${order}: done`,
    says: `deployment done ${name} ${order}`,
    style: 'primary',
  };
  const begin: Press = { id: `begin:${order}`, label: `${order}: begin`, says: `deployment begin ${name} ${order}` };
  const skip: Press = {
    id: `skip:${order}`,
    label: `${order}: not applicable…`,
    says: `form deployment skip ${name} ${order}`,
  };
  return [done, ...(is === 'open' ? [begin] : []), ...(ifApplicable === 'whole' ? [skip] : [])];
}

/** Which of two parties does it. */
export function partyPresses({ order }: StageTold, name: string): Press[] {
  return [
    { id: `us:${order}`, label: `${order}: ours`, says: `deployment ask ${name} ${order} us` },
    { id: `vendor:${order}`, label: `${order}: the vendor’s`, says: `deployment ask ${name} ${order} vendor` },
  ];
}

/** The first one that is asked already can be done; the first one that is not can be asked. */
function vendorPresses(stages: readonly StageTold[], name: string): Press[] {
  const asked = stages.find(({ is }) => is === 'asked');
  const open = stages.find(({ is }) => is === 'open');
  return [...(asked ? vendorStagePresses(asked, name) : []), ...(open ? vendorStagePresses(open, name) : [])];
}

/** What can be done about one stage of the vendor's. */
export function vendorStagePresses({ order, is, ifApplicable }: StageTold, name: string): Press[] {
  const done: Press = {
    id: `told:${order}`,
    label: `${order}: they did it…`,
    says: `form deployment done ${name} ${order}`,
  };
  if (is === 'asked') return [done];
  const ask: Press = {
    id: `ask:${order}`,
    label: `${order}: ask the vendor`,
    says: `deployment ask ${name} ${order} vendor`,
  };
  const skip: Press = {
    id: `skip:${order}`,
    label: `${order}: not applicable…`,
    says: `form deployment skip ${name} ${order}`,
  };
  return [ask, ...(ifApplicable === 'whole' ? [skip] : [])];
}
