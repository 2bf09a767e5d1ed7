import type { Moment } from '../calendar/moment.ts';
import type { Priority } from '../escalation/priority.ts';
import type { Estimate, Word } from '../escalation/state.ts';
import { writeMoney } from './money.ts';
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
  /** What one of ours says to the vendor. */
  | { is: 'reply'; request: string; text: string }
  /** What they said to be done is not. */
  | { is: 'reopen-request'; request: string; because: string }
  | { is: 'requests' }
  /** `seen`: the sum that the approver was shown. Without it they are shown it. */
  | { is: 'approve-cost'; request: string; seen?: Estimate }
  | { is: 'deny-cost'; request: string; because?: string }
  /** `month`: `2026-11`; this one when absent. Without `vendor`: of all vendors. */
  | { is: 'budget'; vendor?: string; month?: string };

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
    case 'reply':
      return `reply ${writeRequestId(sentence.request)} ${quoted(sentence.text)}`;
    case 'reopen-request':
      return `reopen ${writeRequestId(sentence.request)}${reason(sentence.because)}`;
    case 'requests':
      return 'requests';
    case 'approve-cost': {
      const { request, seen } = sentence;
      return `approve cost ${writeRequestId(request)}${seen ? ` at ${writeMoney(seen)}` : ''}`;
    }
    case 'deny-cost':
      return `deny cost ${writeRequestId(sentence.request)}${reason(sentence.because)}`;
    case 'budget':
      return ['budget', sentence.vendor, sentence.month].filter((word) => word !== undefined).join(' ');
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
