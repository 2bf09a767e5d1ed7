import type { KnownBlock } from '@slack/types';
import type { AlsoWaiting, RunLine } from '../../../domain/answer.ts';
import type { ChangeState } from '../../../domain/change/state.ts';
import { requestLine } from './answer-escalation.ts';
import { type Press, sections } from './blocks.ts';
import { dueWords, reviewPress } from './break-glass-words.ts';
import { changeName, changeWords } from './change-words.ts';
import { requestName } from './escalation-words.ts';
import { person, runName } from './labels.ts';
import { runLine } from './lists.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { stoppedLine } from './stopped-line.ts';
import { counted } from './text.ts';
import { when } from './when.ts';

/** Runs whose buttons stand below the list: the ones that end first. */
const SHOWN = 5;

/** What waits for the reader, the one that ends first first, and what of their own waits for others. */
export function sayWaiting({ forYou, yours, reviews, also, stop }: AnswerOf<'waiting'>, reading: Reading): Said {
  const rows = alsoRows(also, reading);
  const first = [
    ...(forYou.length > 0 ? [`⏸ *${counted(forYou.length, 'run')} for you to decide*`] : []),
    ...(reviews.length > 0 ? [`‼ *${counted(reviews.length, 'break-glass run')} to review*`] : []),
    ...alsoCounted(also),
  ];
  return {
    mark: 'information',
    first: first.join(' · ') || '*Nothing waits for you*',
    body: [
      ...sections(stoppedLine(stop, reading)),
      ...lines('', forYou, reading),
      ...reviewsOf(reviews, reading),
      ...sections(rows.map(({ text }) => text)),
      ...lines('*You asked for*', yours, reading),
    ],
    presses: [
      ...soonest(forYou)
        .slice(0, SHOWN)
        .map(({ id }): Press => {
          return { id: `show:${id}`, label: `Show ${runName(id)}`, says: `show ${runName(id)}` };
        }),
      ...reviews.slice(0, SHOWN).map(({ id }) => reviewPress(id)),
      ...rows
        .slice(0, SHOWN)
        .map(({ name }): Press => ({ id: `show:${name}`, label: `Show ${name}`, says: `show ${name}` })),
    ],
  };
}

function alsoCounted({ changes, costs, questions }: AlsoWaiting = NOTHING): string[] {
  return [
    ...(changes.length > 0 ? [`⏸ *${counted(changes.length, 'change')} to confirm*`] : []),
    ...(costs.length > 0 ? [`💶 *${counted(costs.length, 'cost')} to approve*`] : []),
    ...(questions.length > 0 ? [`💬 *${counted(questions.length, 'question')} of a vendor to answer*`] : []),
  ];
}

const NOTHING: AlsoWaiting = { changes: [], costs: [], questions: [] };

/** A row of what waits beside runs, and what is shown when its button is pressed. */
export type AlsoRow = { name: string; text: string };

export function alsoRows({ changes, costs, questions }: AlsoWaiting = NOTHING, reading: Reading): AlsoRow[] {
  return [
    ...changes.map((state) => ({ name: changeName(state.id), text: changeLine(state, reading) })),
    ...[...costs, ...questions].map((line) => ({ name: requestName(line.id), text: requestLine(line, reading) })),
  ];
}

/** `⏸ C-4KQ7M Grant approver to @ann · by @admin · until 14:32`. */
function changeLine({ id, change, by, expiresAt }: ChangeState, reading: Reading): string {
  const what = `⏸ *${changeName(id)}* ${changeWords(change, 'ask', reading)}`;
  return [what, `by ${person(by, reading)}`, `until ${when(expiresAt, reading.now)}`].join(' · ');
}

function lines(title: string, of: readonly RunLine[], reading: Reading): KnownBlock[] {
  if (of.length === 0) return [];
  return sections(
    [title, ...soonest(of).map((line) => `${runLine(line, reading)}${until(line, reading)}`)].filter(Boolean),
  );
}

function reviewsOf(reviews: readonly RunLine[], reading: Reading): KnownBlock[] {
  if (reviews.length === 0) return [];
  return sections(['*To review*', ...reviews.map((line) => reviewLine(line, reading))]);
}

/** A line of what waits: which run, and until when somebody is to say whether it was right. */
export function reviewLine(line: RunLine, reading: Reading): string {
  const { state } = line;
  const due =
    state.is === 'finished' && state.reviewBy !== undefined ? ` · review ${dueWords(state.reviewBy, reading)}` : '';
  return `${runLine(line, reading)}${due}`;
}

function soonest(lines: readonly RunLine[]): RunLine[] {
  return [...lines].sort((a, b) => endOf(a) - endOf(b));
}

function endOf({ state }: RunLine): number {
  return 'expiresAt' in state ? state.expiresAt : 0;
}

function until({ state }: RunLine, { now }: Reading): string {
  return 'expiresAt' in state ? ` · until ${when(state.expiresAt, now)}` : '';
}
