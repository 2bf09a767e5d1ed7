import type { KnownBlock } from '@slack/types';
import { actions, type Press, sections } from './blocks.ts';
import { runName } from './labels.ts';
import { fitting, runLine } from './lists.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { scheduleLine, schedulePresses } from './schedule-words.ts';
import { counted } from './text.ts';
import { when } from './when.ts';

/** As many can be cancelled from the list as have room for a button; the others from their cards. */
const BUTTONS = 4;
/** What repeats is paused and ended from the list, each below its line. */
const REPEATING = 8;

export function sayScheduled({ lines, repeating }: AnswerOf<'scheduled'>, reading: Reading): Said {
  const told = lines.map((line) => `${when(line.start, reading.now)} · ${runLine(line, reading)}`);
  const again = repeating.map(({ state, last }) => scheduleLine(state, last, reading));
  const all = fitting([...told, ...again]).shown.length;
  const blocks = again.slice(0, Math.max(0, all - told.length)).flatMap((line, at): KnownBlock[] => {
    const state = repeating[at]?.state;
    return [...sections([line]), ...(state && at < REPEATING ? actions(schedulePresses(state)) : [])];
  });
  const counts = [
    ...(lines.length > 0 ? [`${counted(lines.length, 'run')} with a time`] : []),
    ...(repeating.length > 0
      ? [`${counted(repeating.length, 'command')} that ${repeating.length === 1 ? 'repeats' : 'repeat'}`]
      : []),
  ];
  const cancels = lines.slice(0, BUTTONS).map(
    ({ id }, index): Press => ({
      id: `try:${index}`,
      label: `Cancel ${runName(id)}`,
      says: `cancel ${runName(id)}`,
    }),
  );
  return {
    mark: 'information',
    first: `⏲ *${counts.join(' · ')}*, the next one first`,
    body: [...sections(told.slice(0, all)), ...actions(cancels), ...blocks],
  };
}
