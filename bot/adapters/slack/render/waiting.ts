import type { KnownBlock } from '@slack/types';
import type { RunLine } from '../../../domain/answer.ts';
import { type Press, sections } from './blocks.ts';
import { dueWords, reviewPress } from './break-glass-words.ts';
import { runName } from './labels.ts';
import { runLine } from './lists.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { stoppedLine } from './stopped-line.ts';
import { counted } from './text.ts';
import { when } from './when.ts';

/** Runs whose buttons stand below the list: the ones that end first. */
const SHOWN = 5;

/** What waits for the reader, the one that ends first first, and what of their own waits for others. */
export function sayWaiting({ forYou, yours, reviews, stop }: AnswerOf<'waiting'>, reading: Reading): Said {
  const first = [
    ...(forYou.length > 0 ? [`⏸ *${counted(forYou.length, 'run')} for you to decide*`] : []),
    ...(reviews.length > 0 ? [`‼ *${counted(reviews.length, 'break-glass run')} to review*`] : []),
  ];
  return {
    mark: 'information',
    first: first.join(' · ') || '*Nothing waits for you*',
    body: [
      ...sections(stoppedLine(stop, reading)),
      ...lines('', forYou, reading),
      ...reviewsOf(reviews, reading),
      ...lines('*You asked for*', yours, reading),
    ],
    presses: [
      ...soonest(forYou)
        .slice(0, SHOWN)
        .map(({ id }): Press => {
          return { id: `show:${id}`, label: `Show ${runName(id)}`, says: `show ${runName(id)}` };
        }),
      ...reviews.slice(0, SHOWN).map(({ id }) => reviewPress(id)),
    ],
  };
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
