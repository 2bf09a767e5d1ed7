import type { DeploymentStory, StageTold } from '../../../domain/deployment/apply.ts';
import { leftOf } from '../../../domain/deployment/progress.ts';
import { span } from '../../../domain/deployment/report.ts';
import { actions, section, sections } from './blocks.ts';
import { presses } from './deployment-card.ts';
import { deploymentName, stageName, stageState } from './deployment-words.ts';
import { type Reading, type Rendered, runMetadata } from './rendered.ts';
import { inline } from './text.ts';

/** Stages that a reminder names of each party. */
const NAMED = 2;

/** Under the card of a deployment that nobody has moved for too long: who is waited for, and the buttons to go on. */
export function renderReminder(story: DeploymentStory, reading: Reading): Rendered {
  const name = deploymentName(story.id);
  const quiet = span((story.reminders.at(-1) ?? reading.now) - story.movedAt);
  const metadata = runMetadata({ stream: `deployment#${story.id}`, seq: story.seq, outcome: 'waiting' });
  const who = `<@${story.by.user}>`;
  if (reading.channelIsShared) {
    const text = `${who} ⏰ nothing has moved for ${quiet} · ${name}`;
    return { text, blocks: [section(text)], metadata };
  }
  const text = `${who} ⏰ Deployment of ${inline(story.started.name, 70)}: nothing has moved for ${quiet} · ${name}`;
  return {
    text,
    blocks: [section(text), ...sections(waitedFor(story, reading)), ...actions(presses(story))],
    metadata,
  };
}

function waitedFor(story: DeploymentStory, reading: Reading): string[] {
  const { owner, vendor } = story.started.list.parties;
  const left = leftOf(story);
  return [
    ...lines(`${inline(owner, 80)} is waited for`, left.owner, reading),
    ...lines('Somebody has to say whose it is', left.undecided, reading),
    ...lines(
      `${inline(vendor, 80)} is waited for`,
      left.vendor.filter(({ is }) => is === 'asked'),
      reading,
    ),
    ...lines(
      `${inline(vendor, 80)} has not been asked yet`,
      left.vendor.filter(({ is }) => is === 'open'),
      reading,
    ),
  ];
}

function lines(title: string, stages: readonly StageTold[], reading: Reading): string[] {
  if (stages.length === 0) return [];
  const more = stages.length - NAMED;
  return [
    `*${title}*${more > 0 ? `, ${stages.length} stages` : ''}`,
    ...stages.slice(0, NAMED).map((stage) => `• ${stageName(stage)} · ${stageState(stage, reading)}`),
  ];
}
