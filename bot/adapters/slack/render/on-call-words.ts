import type { OnCallTold } from '../../../domain/answer.ts';
import { context } from './blocks.ts';
import { hoursWords } from './hours-words.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { inline } from './text.ts';
import { when as at } from './when.ts';

/** People that are named: more are not reached by reading their names. */
const NAMED = 15;

/** `*On call now*, until Sun 20:00: @ana, @ben`; `*On call* from Sat 08:00: @ana. Nobody is now.` */
export function onCallLine({ people, when }: OnCallTold, reading: Reading): string {
  const left = people.length - NAMED;
  const more = left > 0 ? ` and ${left} more` : '';
  const who =
    people.length === 0
      ? 'nobody'
      : `${people
          .slice(0, NAMED)
          .map((one) => person(one, reading))
          .join(', ')}${more}`;
  if (!when) return `*On call*: ${who}`;
  if (when.on)
    return `*On call now*${when.until === undefined ? '' : `, until ${at(when.until, reading.now)}`}: ${who}`;
  return `*On call*${when.from === undefined ? '' : ` from ${at(when.from, reading.now)}`}: ${who} · nobody is now`;
}

/** By which hours, as the policy has them. */
export function onCallHoursWords({ when }: Pick<OnCallTold, 'when'>): string {
  return when
    ? `On-call hours: ${hoursWords(when.hours)} (${inline(when.zone, 40)})`
    : 'The policy has no on-call hours: always';
}

export function sayOnCall(answer: AnswerOf<'on-call'>, reading: Reading): Said {
  return { mark: 'information', first: `☎ ${onCallLine(answer, reading)}`, body: [context(onCallHoursWords(answer))] };
}
