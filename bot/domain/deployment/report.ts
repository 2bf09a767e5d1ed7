import type { Actor } from '../actor.ts';
import { HOUR, type Instant, MINUTE } from '../instant.ts';
import { writeDeploymentId } from '../language/run-id.ts';
import { plainText } from '../plain-text.ts';
import { sideOf } from './act.ts';
import type { DeploymentStory, StageTold } from './apply.ts';
import { progressBy, progressOf } from './progress.ts';
import { SIDES, type Side } from './stage.ts';
import type { StageIs } from './state.ts';

/** What a report needs beside the deployment: when it is written, and what people are called. */
export type ReportOf = { now: Instant; nameOf(actor: Actor): string };

const WORDS: Record<StageIs, string> = {
  open: 'open',
  begun: 'in progress',
  asked: 'asked of the vendor',
  done: 'done',
  'not-applicable': 'not applicable',
};

const IS: Record<DeploymentStory['state']['is'], string> = {
  running: 'under way',
  finished: 'finished',
  closed: 'given up',
};

/** The report of a deployment as Markdown: every stage, whose it was, who marked it, when, how long it took. Times in UTC. */
export function writeReport(story: DeploymentStory, of: ReportOf): string {
  const { started, state, over } = story;
  const { parties } = started.list;
  const { over: count, all } = progressOf(story);
  const end = over?.at ?? of.now;
  const lines = [
    `# Deployment of ${cell(started.name)} (${writeDeploymentId(story.id)})`,
    '',
    `- **${IS[state.is]}**: ${count} of ${all} stages need nothing more`,
    `- started ${time(story.at)} by ${cell(of.nameOf(story.by))}`,
    over
      ? `- ${IS[state.is]} ${time(over.at)} by ${cell(of.nameOf(over.by))}${why(over.because)}, after ${span(over.at - story.at)}`
      : `- written ${time(of.now)}, ${span(of.now - story.at)} after the start`,
    ...SIDES.map((side) => `- ${cell(parties[side])}: ${sideLine(story, side, end)}`),
    `- reminders: ${story.reminders.length}`,
    '',
    '| # | Stage | Party | State | By | When | Took | Note |',
    '|---|---|---|---|---|---|---|---|',
    ...story.stages.map((stage) => row(stage, story, of)),
    '',
    'Took: from the mark “in progress”, or from when the vendor was asked, until the end. Times in UTC.',
    '',
  ];
  return lines.join('\n');
}

function sideLine(story: DeploymentStory, side: Side, end: Instant): string {
  const { over, all } = progressBy(story, side);
  const waited = story.stages
    .filter((stage) => sideOf(stage) === side)
    .reduce((sum, stage) => sum + (tookOf(stage, end) ?? 0), 0);
  const word = side === 'vendor' ? 'waited for' : 'worked on';
  return `${over} of ${all} stages${waited > 0 ? `, ${word} for ${span(waited)} in all` : ''}`;
}

function row(stage: StageTold, { started, at: _at, over }: DeploymentStory, { now, nameOf }: ReportOf): string {
  const { parties } = started.list;
  const side = sideOf(stage);
  const party = side === undefined ? stage.parties.map((one) => parties[one]).join(' or ') : parties[side];
  const last = stage.ended ?? stage.asked ?? stage.begun;
  const took = tookOf(stage, over?.at ?? now);
  const cells = [
    `${stage.order}`,
    stage.stage,
    party,
    WORDS[stage.is],
    last ? nameOf(last.by) : '',
    last ? time(last.at) : '',
    took === undefined ? '' : `${span(took)}${stage.ended ? '' : ' so far'}`,
    stage.ended?.because ?? '',
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** Since somebody began it or the vendor was asked; undefined of what was only marked as done. */
export function tookOf({ begun, asked, ended, is }: StageTold, now: Instant): number | undefined {
  const since = begun && asked ? Math.min(begun.at, asked.at) : (begun ?? asked)?.at;
  if (since === undefined || is === 'not-applicable') return undefined;
  return Math.max(0, (ended?.at ?? now) - since);
}

function why(because: string | undefined): string {
  return because === undefined ? '' : ` (${cell(because)})`;
}

/** What people wrote cannot break out of a cell, nor be a link, a mention or markup. */
function cell(text: string): string {
  return plainText(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\|`*_<>[\]#]/g, (mark) => `\\${mark}`);
}

/** `2026-11-21 14:32`. */
function time(at: Instant): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

const DAY = 24 * HOUR;

/** `3 d 4 h`, `5 h 10 min`, `12 min`. */
export function span(ms: number): string {
  const [days, hours, minutes] = [
    Math.floor(ms / DAY),
    Math.floor((ms % DAY) / HOUR),
    Math.floor((ms % HOUR) / MINUTE),
  ];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return `${minutes} min`;
}
