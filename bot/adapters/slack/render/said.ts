import type { KnownBlock } from '@slack/types';
import type { Answer } from '../../../domain/answer.ts';
import { actions, type Press, section } from './blocks.ts';
import { type AnswerMark, answerMetadata, type Rendered } from './rendered.ts';

/** An answer before it is put into blocks. `first` is the line that alone says how it is; everything is escaped. */
export type Said = {
  mark: AnswerMark;
  first: string;
  body?: KnownBlock[];
  presses?: Press[];
  run?: string;
  change?: string;
};

/** Bold marks are for blocks: a notification shows the first line as it is. */
export function rendered({ mark, first, body = [], presses = [], run, change }: Said): Rendered {
  const stream = change === undefined ? run && `run#${run}` : `change#${change}`;
  return {
    text: first.replace(/\*([^*]+)\*/g, '$1'),
    blocks: [section(first), ...body, ...actions(presses)],
    metadata: answerMetadata(mark, stream),
  };
}

/** One member of the union of answers. */
export type AnswerOf<Is extends Answer['is']> = Extract<Answer, { is: Is }>;
