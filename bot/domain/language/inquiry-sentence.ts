import { writeChangeId, writeRequestId, writeRunId, writeScheduleId } from './run-id.ts';
import { type VendorFiguresQuestion, type VendorSettingsQuestion, writeVendorSentence } from './vendor-sentence.ts';
import { writePhrase } from './write-question.ts';

/** What a host of a run printed: its end, the lines that hold `grep`, or all of it as a file. */
export type OutputQuestion = { is: 'output'; run: string; host?: string; grep?: string; file?: true };

/** Streams that have an id which people know. */
export type AuditedStream = { kind: 'run' | 'change' | 'escalation' | 'schedule'; id: string };

/** What is looked for in the record. `user` by their id, `last` as `30d`. */
export type AuditSearch = {
  is: 'audit';
  show: 'search';
  user?: string;
  host?: string;
  activity?: string;
  last?: string;
};

/** The record itself: whether it is what it was, one stream of it, some of it as a file, or what is in it about somebody. */
export type AuditQuestion =
  | { is: 'audit'; show: 'verify' }
  | { is: 'audit'; show: 'stream'; of: AuditedStream }
  | { is: 'audit'; show: 'export'; of?: AuditedStream; last?: string }
  | AuditSearch;

/** Questions that the worker answers, because what they need is not for the function that strangers reach. */
export type InquirySentence = OutputQuestion | AuditQuestion | VendorSettingsQuestion | VendorFiguresQuestion;

/** The built-in sentence that says who may ask it. */
export function nameOfInquiry({ is }: InquirySentence): 'output' | 'audit' | 'vendor settings' | 'vendor' {
  if (is === 'vendor-figures') return 'vendor';
  return is === 'vendor-settings' ? 'vendor settings' : is;
}

export function writeInquirySentence(sentence: InquirySentence): string {
  if (sentence.is === 'vendor-settings' || sentence.is === 'vendor-figures') return writeVendorSentence(sentence);
  return sentence.is === 'output' ? writeOutput(sentence) : writeAudit(sentence);
}

/** Words of the sentence: a host that is called so stands in quotes. */
const WORDS = ['grep', 'as'];

function writeOutput({ run, host, grep, file }: OutputQuestion): string {
  const on = host !== undefined && WORDS.includes(host) ? `"${host}"` : host;
  const parts = ['output', writeRunId(run), on, grep === undefined ? undefined : `grep ${writePhrase(grep)}`];
  return [...parts, file ? 'as file' : undefined].filter((part) => part !== undefined).join(' ');
}

const ID = { run: writeRunId, change: writeChangeId, escalation: writeRequestId, schedule: writeScheduleId };

export function writeAuditedStream({ kind, id }: AuditedStream): string {
  return ID[kind](id);
}

function writeAudit(question: AuditQuestion): string {
  switch (question.show) {
    case 'verify':
      return 'audit verify';
    case 'stream':
      return `audit ${writeAuditedStream(question.of)}`;
    case 'export':
      return `audit export${question.of ? ` ${writeAuditedStream(question.of)}` : ''}${writeLast(question.last)}`;
    case 'search': {
      const { user, host, activity, last } = question;
      const parts = [user && `by @${user}`, host && `on "${host}"`, activity && `of ${writePhrase(activity)}`];
      return `audit ${parts.filter((part) => part).join(' ')}${writeLast(last)}`.replace(/^audit {2}/, 'audit ');
    }
    default:
      return question satisfies never;
  }
}

function writeLast(last: string | undefined): string {
  return last === undefined ? '' : ` last ${last}`;
}
