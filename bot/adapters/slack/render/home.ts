import type { HomeView, KnownBlock } from '@slack/types';
import type { HelpEntry, RunLine } from '../../../domain/answer.ts';
import { actions, context, section, sections } from './blocks.ts';
import { helpLine, helpPresses } from './help.ts';
import { runName } from './labels.ts';
import { runLine } from './lists.ts';
import type { Reading } from './rendered.ts';

/** What the App Home of one of our own people holds. `entries`: what they may do. */
export type HomeData = { waiting: RunLine[]; mine: RunLine[]; entries: HelpEntry[] };

/** What waits for this person, what they asked for last, and what they could do now. */
export function renderHome({ waiting, mine, entries }: HomeData, reading: Reading): HomeView {
  return {
    type: 'home',
    blocks: [
      section('*Remit* · is this within your remit?'),
      ...runs('Waits for you', waiting, reading),
      ...runs('You asked for', mine, reading),
      ...tries(entries, reading),
      context('Everything here can be typed as well: `/ops help`.'),
    ],
  };
}

const LINES = 10;

function runs(title: string, lines: readonly RunLine[], reading: Reading): KnownBlock[] {
  if (lines.length === 0) return [];
  return [
    section(`*${title}*`),
    ...lines.slice(0, LINES).map(
      (line): KnownBlock => ({
        ...section(runLine(line, reading)),
        accessory: {
          type: 'button',
          action_id: `show:${line.id}`,
          text: { type: 'plain_text', text: `Show ${runName(line.id)}`, emoji: false },
          value: `show ${runName(line.id)}`,
        },
      }),
    ),
  ];
}

function tries(entries: readonly HelpEntry[], { definitions }: Reading): KnownBlock[] {
  const commands = entries.filter(({ name }) => definitions.some((definition) => definition.name === name));
  if (commands.length === 0) return [section('Your roles allow no command on hosts: an admin grants roles.')];
  return [...sections(['*What you can do*', ...commands.map(helpLine)]), ...actions(helpPresses(commands).slice(0, 3))];
}
