import type { Priority } from '../escalation/priority.ts';
import type { Word } from '../escalation/state.ts';
import { writeRequestId } from './run-id.ts';
import { quoted } from './write.ts';

/** Sentences about requests to a vendor. `day` is the last day on which it is still wanted, in UTC. */
export type EscalationSentence =
  | { is: 'send'; request: string; priority?: Priority; day?: string }
  | { is: 'withdraw'; request: string; because?: string }
  | { is: 'show-request'; request: string }
  | { is: 'record'; request: string; word: Word; condition?: string; because: string }
  | { is: 'requests' };

export function writeEscalationSentence(sentence: EscalationSentence): string {
  switch (sentence.is) {
    case 'send': {
      const { priority, day } = sentence;
      const said = `${priority ? ` as ${priority}` : ''}${day ? ` by ${day}` : ''}`;
      return `send ${writeRequestId(sentence.request)}${said}`;
    }
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

function reason(because: string | undefined): string {
  return because === undefined ? '' : ` because "${because}"`;
}
