import { sideOf } from '../../domain/deployment/act.ts';
import type { DeploymentStory, StageTold } from '../../domain/deployment/apply.ts';
import { leftOf, type Progress, progressBy, progressOf } from '../../domain/deployment/progress.ts';
import { SIDES, type Side } from '../../domain/deployment/stage.ts';
import type { StageIs } from '../../domain/deployment/state.ts';
import { writeDeploymentId } from '../../domain/language/run-id.ts';
import type { Fonts } from './render.ts';
import { drawParty, drawSign, drawTile, TILE } from './stage-tile.ts';
import { box, type Drawing, drawing, line } from './svg.ts';
import { wrap } from './wrap.ts';

/** A phone's width. */
const WIDTH = 390;
const EDGE = 14;
const ROOM = WIDTH - 2 * EDGE;
const COLUMNS = 6;
const GAP = (ROOM - COLUMNS * TILE.width) / (COLUMNS - 1);

const INK = '#111827';
const SOFT = '#4b5563';
const PAPER = '#ffffff';
const RULE = '#d5dbe3';
const TRACK = '#e5e7eb';
const FULL: Record<Side, string> = { owner: '#1d4ed8', vendor: '#9a3412' };

const STATE: Record<DeploymentStory['state']['is'], string> = {
  running: 'under way',
  finished: 'finished',
  closed: 'given up',
};

export const SIGN_WORDS: Record<StageIs, string> = {
  open: 'open',
  begun: 'in progress',
  asked: 'asked',
  done: 'done',
  'not-applicable': 'not applicable',
};

/** Parts of a drawing from above, and where they end. */
type Part = { parts: string[]; end: number };

/** How far a deployment is, in one picture: bars of the parties, a tile for each stage, and what is next of whom. */
export function drawDeployment(story: DeploymentStory, fonts: Fonts): Drawing {
  const steps = [drawHead, drawBars, drawLegend, drawTiles, drawNext];
  const parts: string[] = [];
  let y = 0;
  for (const step of steps) {
    const drawn = step(story, y, fonts);
    parts.push(...drawn.parts);
    y = drawn.end;
  }
  const height = Math.ceil(y + EDGE);
  const paper = { x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, radius: 10 };
  return drawing(WIDTH, height, [box(paper, { fill: PAPER, stroke: RULE }), ...parts]);
}

function drawHead(story: DeploymentStory, _y: number, { semibold }: Fonts): Part {
  const title = wrap(`Deployment of ${story.started.name}`, { font: semibold, size: 18, width: ROOM });
  const parts = title.map((words, at) => line(EDGE, 31 + 22 * at, words, { size: 18, weight: 'semibold', fill: INK }));
  const y = 31 + 22 * title.length;
  const { over, all } = progressOf(story);
  const facts = `${writeDeploymentId(story.id)} · ${over} of ${all} stages · ${STATE[story.state.is]}`;
  return { parts: [...parts, line(EDGE, y, facts, { size: 13, weight: 'semibold', fill: SOFT })], end: y + 12 };
}

function drawBars(story: DeploymentStory, top: number, { regular }: Fonts): Part {
  const parts: string[] = [];
  let y = top;
  for (const side of SIDES) {
    const progress = progressBy(story, side);
    const words = `${story.started.list.parties[side]}: ${progress.over} of ${progress.all}`;
    const lines = wrap(words, { font: regular, size: 12, width: ROOM - 38 });
    parts.push(drawParty(side, { x: EDGE, y: y + 1 }));
    for (const [at, each] of lines.entries()) {
      parts.push(line(EDGE + 38, y + 14 + 15 * at, each, { size: 12, fill: INK }));
    }
    y += 8 + 15 * lines.length;
    parts.push(...barOf(progress, FULL[side], y));
    y += 14;
  }
  const { undecided } = leftOf(story);
  if (undecided.length === 0) return { parts, end: y };
  const words = `${undecided.length === 1 ? 'one stage' : `${undecided.length} stages`} to be decided: whose is it?`;
  parts.push(drawParty(undefined, { x: EDGE, y: y + 1 }), line(EDGE + 38, y + 14, words, { size: 12, fill: INK }));
  return { parts, end: y + 26 };
}

function barOf({ over, all }: Progress, fill: string, y: number): string[] {
  const track = { x: EDGE, y, width: ROOM, height: 7, radius: 3.5 };
  const width = (ROOM * over) / Math.max(1, all);
  return [box(track, { fill: TRACK }), ...(width > 0 ? [box({ ...track, width }, { fill })] : [])];
}

const SIGNS: readonly StageIs[] = ['done', 'begun', 'asked', 'not-applicable'];

function drawLegend(_story: DeploymentStory, y: number, { regular }: Fonts): Part {
  const parts: string[] = [];
  let x = EDGE;
  for (const is of SIGNS) {
    parts.push(drawSign(is, { x: x + 9, y: y + 10 }, INK));
    parts.push(line(x + 22, y + 14, SIGN_WORDS[is], { size: 12, fill: INK }));
    x += 22 + regular.widthOf(SIGN_WORDS[is]) * 12 + 16;
  }
  return { parts, end: y + 26 };
}

function drawTiles({ stages }: DeploymentStory, y: number): Part {
  const tiles = stages.map((stage, at) => {
    const place = {
      x: EDGE + (at % COLUMNS) * (TILE.width + GAP),
      y: y + Math.floor(at / COLUMNS) * (TILE.height + GAP),
    };
    return drawTile({ order: stage.order, is: stage.is, side: sideOf(stage) }, place);
  });
  return { parts: tiles, end: y + Math.ceil(stages.length / COLUMNS) * (TILE.height + GAP) };
}

/** Stages that are named of each party: a picture is for a glance. */
const NAMED = 3;

function drawNext(story: DeploymentStory, top: number, fonts: Fonts): Part {
  if (story.state.is !== 'running') return { parts: [], end: top };
  const left = leftOf(story);
  const { owner, vendor } = story.started.list.parties;
  const groups: [string, StageTold[]][] = [
    [`Next of ${owner}`, left.owner],
    ['Whose is it?', left.undecided],
    [`Next of ${vendor}`, left.vendor],
  ];
  const parts: string[] = [];
  let y = top + 6;
  for (const [title, stages] of groups.filter(([, some]) => some.length > 0)) {
    for (const words of wrap(title, { font: fonts.semibold, size: 13, width: ROOM })) {
      parts.push(line(EDGE, y + 13, words, { size: 13, weight: 'semibold', fill: INK }));
      y += 19;
    }
    const drawn = drawNamed(stages, y, fonts);
    parts.push(...drawn.parts);
    y = drawn.end + 6;
  }
  return { parts, end: y };
}

function drawNamed(stages: readonly StageTold[], top: number, { regular }: Fonts): Part {
  const parts: string[] = [];
  let y = top;
  for (const { order, stage, is } of stages.slice(0, NAMED)) {
    const words = `${stage}${is === 'open' ? '' : ` (${SIGN_WORDS[is]})`}`;
    const lines = wrap(words, { font: regular, size: 12.5, width: ROOM - 28 });
    parts.push(line(EDGE + 18, y + 12, `${order}`, { size: 12.5, weight: 'semibold', fill: SOFT, anchor: 'end' }));
    parts.push(...lines.map((each, at) => line(EDGE + 28, y + 12 + 16 * at, each, { size: 12.5, fill: INK })));
    y += 3 + 16 * lines.length;
  }
  const more = stages.length - NAMED;
  if (more <= 0) return { parts, end: y };
  parts.push(line(EDGE + 28, y + 12, `and ${more} more`, { size: 12, fill: SOFT }));
  return { parts, end: y + 19 };
}

/** What the picture holds, for whoever does not see it: at most 1,000 characters, Slack's limit. */
export function deploymentAlt(story: DeploymentStory): string {
  const { over, all } = progressOf(story);
  const by = (is: StageIs) => story.stages.filter((stage) => stage.is === is).map(({ order }) => order);
  const states = [...SIGNS, 'open' as const].flatMap((is) => {
    const orders = by(is);
    return orders.length > 0 ? [`${SIGN_WORDS[is]}: ${orders.join(', ')}`] : [];
  });
  const parties = SIDES.map((side) => {
    const progress = progressBy(story, side);
    return `${story.started.list.parties[side]} ${progress.over} of ${progress.all}`;
  });
  const id = writeDeploymentId(story.id);
  const words = `Deployment of ${story.started.name}, ${STATE[story.state.is]}: ${over} of ${all} stages need nothing more. ${parties.join('; ')}. ${states.join('. ')}. The same as text: /ops deployment ${id}`;
  const letters = [...words];
  return letters.length <= 1_000 ? words : `${letters.slice(0, 999).join('')}…`;
}
