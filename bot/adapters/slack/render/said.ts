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
  request?: string;
  deployment?: string;
  schedule?: string;
  incident?: string;
  inquiry?: string;
};

/** Bold marks are for blocks: a notification shows the first line as it is. */
export function rendered({ mark, first, body = [], presses = [], ...of }: Said): Rendered {
  const stream = streamOf(of);
  return {
    text: first.replace(/\*([^*]+)\*/g, '$1'),
    blocks: [section(first), ...body, ...actions(presses)],
    metadata: answerMetadata(mark, stream),
  };
}

function streamOf({
  run,
  change,
  request,
  deployment,
  incident,
  schedule,
  inquiry,
}: Partial<Said>): string | undefined {
  if (inquiry !== undefined) return `inquiry#${inquiry}`;
  if (schedule !== undefined) return `schedule#${schedule}`;
  if (incident !== undefined) return `incident#${incident}`;
  if (deployment !== undefined) return `deployment#${deployment}`;
  if (request !== undefined) return `escalation#${request}`;
  return change === undefined ? run && `run#${run}` : `change#${change}`;
}

/** One member of the union of answers. */
export type AnswerOf<Is extends Answer['is']> = Extract<Answer, { is: Is }>;
