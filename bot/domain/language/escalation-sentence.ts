import type { Moment } from '../calendar/moment.ts';
import { PRIORITIES, type Priority } from '../escalation/priority.ts';
import type { Estimate, Word } from '../escalation/state.ts';
import type { Selector } from '../target.ts';
import { writeMoney } from './money.ts';
import { writeLength, writeMoment } from './read-time.ts';
import type { Eta, VendorSentence } from './read-vendor-act.ts';
import { writeRequestId, writeRunId } from './run-id.ts';
import { quoted, writeSelector } from './write.ts';

/**
 * A prepared request goes to the vendor. `day` is the last day on which it is still wanted, in UTC; `moment` the time, in the zone of whoever
 * asked. `diagnosis`: the run whose output goes with it; `because`: a word to them. `seen`: the name of what was looked at.
 * `naming`: names of ours that they may read, though the request is not about them.
 */
export type Sending = {
  is: 'send';
  request: string;
  priority?: Priority;
  day?: string;
  moment?: Moment;
  diagnosis?: string;
  seen?: string;
  naming?: string[];
  because?: string;
};

/** Anything that no command is for, asked at once: of a vendor by its name, or of our own circle owners. */
export type Escalating = Pick<Sending, 'priority' | 'day' | 'moment' | 'naming' | 'because'> & {
  is: 'escalate';
  text: string;
  to: string;
  targets?: Selector;
};

/** What a circle owner says of what was asked of them: in the words in which a vendor's people say it. */
export type InnerSaid = Extract<VendorSentence, { says: InnerVerb }>;
export const INNER_VERBS = ['accept', 'decline', 'ask', 'progress', 'done'] as const;
export type InnerVerb = (typeof INNER_VERBS)[number];

export function isInnerVerb(word: string): word is InnerVerb {
  return INNER_VERBS.some((one) => one === word);
}

/** Sentences about requests to a vendor. */
export type EscalationSentence =
  | Sending
  | Escalating
  | { is: 'inner-act'; request: string; said: InnerSaid }
  | { is: 'withdraw'; request: string; because?: string }
  | { is: 'show-request'; request: string }
  | { is: 'record'; request: string; word: Word; condition?: string; because: string }
  /** What one of ours says to the vendor. */
  | { is: 'reply'; request: string; text: string; naming?: string[] }
  /** What they said to be done is not. */
  | { is: 'reopen-request'; request: string; because: string; naming?: string[] }
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
    case 'escalate':
      return writeEscalating(sentence);
    case 'inner-act':
      return writeInner(sentence.request, sentence.said);
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
      return `reply ${writeRequestId(sentence.request)} ${quoted(sentence.text)}${namingWords(sentence)}`;
    case 'reopen-request':
      return `reopen ${writeRequestId(sentence.request)}${namingWords(sentence)}${reason(sentence.because)}`;
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

function writeSending({ request, priority, day, moment, diagnosis, seen, naming, because }: Sending): string {
  const by = moment ? writeMoment(moment) : day;
  const parts = [
    `send ${writeRequestId(request)}`,
    ...(priority ? [`as ${priority}`] : []),
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(diagnosis === undefined ? [] : [`with ${writeRunId(diagnosis)}`]),
    ...(seen === undefined ? [] : [`seen ${seen}`]),
  ];
  return `${parts.join(' ')}${namingWords({ naming })}${reason(because)}`;
}

function namingWords({ naming = [] }: { naming?: readonly string[] | undefined }): string {
  const words = naming.map((name) => (/^[\w.:-]+$/.test(name) ? name : quoted(name)));
  return words.length === 0 ? '' : ` naming ${words.join(', ')}`;
}

/** The receiver that is no vendor: whoever of ours owns the circle. */
export const CIRCLE_OWNER = 'circle-owner';

/** The one of them who is meant, where a person is named: the id of their account. */
export function ownerNamed(to: string): string | undefined {
  return /^@([UW][A-Z0-9]{4,20})$/.exec(to)?.[1];
}

function writeEscalating({ text, to, priority, targets, day, moment, naming, because }: Escalating): string {
  const by = moment ? writeMoment(moment) : day;
  const parts = [
    `escalate ${quoted(text)} to ${/^[a-z0-9-]+$/.test(to) || ownerNamed(to) !== undefined ? to : quoted(to)}`,
    ...(priority ? [priority] : []),
    ...(targets ? [`on ${writeSelector(targets, STOPS)}`] : []),
    ...(by === undefined ? [] : [`by ${by}`]),
  ];
  return `${parts.join(' ')}${namingWords({ naming })}${reason(because)}`;
}

/** Words at which the names of targets end: a target that is called so is quoted. */
const STOPS: ReadonlySet<string> = new Set(['to', 'as', 'on', 'by', 'naming', ...PRIORITIES]);

function writeInner(request: string, said: InnerSaid): string {
  const name = writeRequestId(request);
  switch (said.says) {
    case 'accept':
      return `accept ${name}${etaWords(said.eta)}`;
    case 'decline':
      return `decline ${name}${reason(said.because)}`;
    case 'ask':
      return `ask ${name} ${quoted(said.text)}`;
    case 'progress':
      return `progress ${name} ${quoted(said.text)}${etaWords(said.eta)}`;
    case 'done':
      return `done ${name}${said.text === undefined ? '' : ` ${quoted(said.text)}`}`;
    default:
      return said satisfies never;
  }
}

function etaWords(eta: Eta | undefined): string {
  if (!eta) return '';
  return ` eta ${'in' in eta ? writeLength(eta.in) : writeMoment(eta.at)}`;
}

function reason(because: string | undefined): string {
  return because === undefined ? '' : ` because "${because}"`;
}
