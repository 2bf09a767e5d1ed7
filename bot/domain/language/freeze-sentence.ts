import type { Moment } from '../calendar/moment.ts';
import { ENVIRONMENTS, type Environment } from '../target.ts';
import { writeLength, writeMoment } from './read-time.ts';

/** When something ends: after so many milliseconds, or at a moment as it was said. */
export type End = { for: number } | { until: Moment };

/** Sentences about what stands in the way of runs by people's word. */
export type FreezeSentence =
  | { is: 'freeze'; environments: Environment[]; end: End; because: string }
  | { is: 'thaw'; what: { environments: Environment[] } | { freeze: string }; because?: string }
  | { is: 'lock'; host: string; end: End; because: string }
  | { is: 'unlock'; host: string; because?: string }
  /** `as: 'list'`: in words alone, without a picture. */
  | { is: 'calendar'; as?: 'list' };

export type StopSentence =
  /** Nothing but reading runs, until two people lift it. */
  | { is: 'stop-everything'; because: string }
  /** `stop`: only if it is this one that stands, as a button says. */
  | { is: 'lift'; stop?: string; because?: string };

export function writeFreezeSentence(sentence: FreezeSentence | StopSentence): string {
  switch (sentence.is) {
    case 'freeze':
      return `freeze ${places(sentence.environments)} ${writeEnd(sentence.end)}${reason(sentence.because)}`;
    case 'thaw': {
      const { what } = sentence;
      return `thaw ${'freeze' in what ? `F-${what.freeze}` : places(what.environments)}${reason(sentence.because)}`;
    }
    case 'lock':
      return `lock ${sentence.host} ${writeEnd(sentence.end)}${reason(sentence.because)}`;
    case 'unlock':
      return `unlock ${sentence.host}${reason(sentence.because)}`;
    case 'stop-everything':
      return `stop everything${reason(sentence.because)}`;
    case 'lift':
      return `lift ${sentence.stop === undefined ? 'the stop' : `X-${sentence.stop}`}${reason(sentence.because)}`;
    case 'calendar':
      return sentence.as === 'list' ? 'calendar list' : 'calendar';
    default:
      return sentence satisfies never;
  }
}

function places(environments: readonly Environment[]): string {
  return environments.length === ENVIRONMENTS.length ? 'everything' : environments.join(', ');
}

function writeEnd(end: End): string {
  return 'for' in end ? `for ${writeLength(end.for)}` : `until ${writeMoment(end.until)}`;
}

function reason(because: string | undefined): string {
  return because === undefined ? '' : ` because "${because}"`;
}
