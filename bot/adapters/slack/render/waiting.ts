import type { KnownBlock } from '@slack/types';
import type { RunLine } from '../../../domain/answer.ts';
import { type Press, sections } from './blocks.ts';
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
export function sayWaiting({ forYou, yours, stop }: AnswerOf<'waiting'>, reading: Reading): Said {
  const first =
    forYou.length > 0 ? `⏸ *${counted(forYou.length, 'run')} for you to decide*` : '*Nothing waits for you*';
  return {
    mark: 'information',
    first,
    body: [
      ...sections(stoppedLine(stop, reading)),
      ...lines('', forYou, reading),
      ...lines('*You asked for*', yours, reading),
    ],
    presses: soonest(forYou)
      .slice(0, SHOWN)
      .map(({ id }): Press => {
        return { id: `show:${id}`, label: `Show ${runName(id)}`, says: `show ${runName(id)}` };
      }),
  };
}

function lines(title: string, of: readonly RunLine[], reading: Reading): KnownBlock[] {
  if (of.length === 0) return [];
  return sections(
    [title, ...soonest(of).map((line) => `${runLine(line, reading)}${until(line, reading)}`)].filter(Boolean),
  );
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
