import type { Moment } from '../calendar/moment.ts';
import type { Priority } from '../escalation/priority.ts';
import type { Word } from '../escalation/state.ts';
import { writeMoment } from './read-time.ts';
import { writeRequestId, writeRunId } from './run-id.ts';
import { quoted } from './write.ts';

/**
 * A prepared request goes to the vendor. `day` is the last day on which it is still wanted, in UTC; `moment` the time, in the zone of whoever
 * asked. `diagnosis`: the run whose output goes with it; `because`: a word to them. `seen`: the name of what was looked at.
 */
export type Sending = {
  is: 'send';
  request: string;
  priority?: Priority;
  day?: string;
  moment?: Moment;
  diagnosis?: string;
  seen?: string;
  because?: string;
};

/** Sentences about requests to a vendor. */
export type EscalationSentence =
  | Sending
  | { is: 'withdraw'; request: string; because?: string }
  | { is: 'show-request'; request: string }
  | { is: 'record'; request: string; word: Word; condition?: string; because: string }
  | { is: 'requests' };

export function writeEscalationSentence(sentence: EscalationSentence): string {
  switch (sentence.is) {
    case 'send':
      return writeSending(sentence);
    case 'withdraw':
      return `withdraw ${writeRequestId(sentence.request)}${reason(sentence.because)}`;
    case 'show-request':
      return `show ${writeRequestId(sentence.request)}`;
    case 'record': {
      const { word, condition, because } = sentence;
      const said = word === 'safe-if' ? `safe if ${quoted(condition ?? '')}` : word;
      return `record ${writeRequestId(sentence.request)} ${said}${reason(because)}`;
    }
    case 'requests':
      return 'requests';
    default:
      return sentence satisfies never;
  }
}

function writeSending({ request, priority, day, moment, diagnosis, seen, because }: Sending): string {
  const by = moment ? writeMoment(moment) : day;
  const parts = [
    `send ${writeRequestId(request)}`,
    ...(priority ? [`as ${priority}`] : []),
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(diagnosis === undefined ? [] : [`with ${writeRunId(diagnosis)}`]),
    ...(seen === undefined ? [] : [`seen ${seen}`]),
  ];
  return `${parts.join(' ')}${reason(because)}`;
}

function reason(because: string | undefined): string {
  return because === undefined ? '' : ` because "${because}"`;
}
