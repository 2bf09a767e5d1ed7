import { sections } from './blocks.ts';
import { runName } from './labels.ts';
import { fitting, runLine } from './lists.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { counted } from './text.ts';
import { when } from './when.ts';

/** As many can be cancelled from the list as have room for a button; the others from their cards. */
const BUTTONS = 4;

export function sayScheduled({ lines }: AnswerOf<'scheduled'>, reading: Reading): Said {
  const told = lines.map((line) => `${when(line.start, reading.now)} · ${runLine(line, reading)}`);
  return {
    mark: 'information',
    first: `⏲ *${counted(lines.length, 'run')}* with a time, the next one first`,
    body: sections(fitting(told).shown),
    presses: lines.slice(0, BUTTONS).map(({ id }, index) => ({
      id: `try:${index}`,
      label: `Cancel ${runName(id)}`,
      says: `cancel ${runName(id)}`,
    })),
  };
}
