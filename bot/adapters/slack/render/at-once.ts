import type { Answer } from '../../../domain/answer.ts';
import { sayAccepted, sayActed, sayFailed, sayOutsider } from './answer-act.ts';
import { sayChoice, sayNotUnderstood, sayQuestion, saySuggestion } from './answer-misread.ts';
import type { Reading } from './rendered.ts';
import type { Said } from './said.ts';

const AT_ONCE = [
  'accepted',
  'acted',
  'suggestion',
  'choice',
  'question',
  'not-understood',
  'outsider',
  'failed',
] as const;

/** The answers that most sentences and presses get: they do not wait until all the other words are loaded. */
export type AtOnce = Extract<Answer, { is: (typeof AT_ONCE)[number] }>;

export function isAtOnce(answer: Answer): answer is AtOnce {
  return AT_ONCE.some((is) => is === answer.is);
}

export function sayAtOnce(answer: AtOnce, reading: Reading): Said {
  switch (answer.is) {
    case 'accepted':
      return sayAccepted(answer);
    case 'acted':
      return sayActed(answer);
    case 'suggestion':
      return saySuggestion(answer, reading);
    case 'choice':
      return sayChoice(answer);
    case 'question':
      return sayQuestion(answer, reading);
    case 'not-understood':
      return sayNotUnderstood(answer);
    case 'outsider':
      return sayOutsider();
    case 'failed':
      return sayFailed(answer);
    default:
      return answer satisfies never;
  }
}
