import type { Moment } from '../calendar/moment.ts';
import type { IncidentAct } from '../incident/act.ts';
import type { ExportFormat } from '../incident/export.ts';
import type { TimelineFilter } from '../incident/filter.ts';
import type { Hits, Whom } from '../incident/severity.ts';
import type { IncidentKind, Severity } from '../incident/state.ts';
import type { Instant } from '../instant.ts';
import type { ReportAct } from '../report/act.ts';
import { writeLength, writeMoment } from './read-time.ts';
import { writeIncidentId, writeRunId } from './run-id.ts';
import { quoted } from './write.ts';

/** An act as it is said: the time of a note, and of what is corrected, is by somebody's clock. */
export type IncidentAsked =
  | Exclude<IncidentAct, { is: 'note' } | { is: 'correct' } | { is: 'follow' } | { is: 'unfollow' }>
  | { is: 'follow' }
  | { is: 'unfollow' }
  | { is: 'note'; text: string; at?: Moment }
  | { is: 'correct'; entry: string; text?: string; at?: Moment; put?: 'away' | 'back' };

/** An act on a report as it is said: an owner is of the organisation of whoever says it. */
export type ReportAsked =
  | Exclude<ReportAct, { is: 'add' }>
  | (Omit<Extract<ReportAct, { is: 'add' }>, 'owner'> & { owner?: string });

/** What an incident is opened with. `here`: people go on working in this channel. `run`: the one that it is opened on. */
export type Declaring = {
  title: string;
  severity?: Severity;
  kind?: IncidentKind;
  hits?: Hits;
  run?: string;
  /** The message that it is opened on, one of this channel, by its `ts`. */
  message?: string;
  impact?: string;
  drill?: true;
  here?: true;
};

/** Sentences about incidents. Without `incident`: the one that this channel works on. */
export type IncidentSentence =
  | ({ is: 'incident-declare' } & Declaring)
  | { is: 'incidents' }
  | { is: 'on-call' }
  | { is: 'incident'; incident: string }
  | { is: 'incident-act'; incident?: string; act: IncidentAsked }
  | { is: 'report'; incident?: string; act?: Extract<ReportAsked, { is: 'edit' | 'move' }> }
  | { is: 'action'; incident?: string; act: Extract<ReportAsked, { is: 'add' | 'drop' }> }
  | { is: 'timeline'; incident?: string; filter: TimelineFilter; before?: Instant }
  /** All versions of one entry, by its name. */
  | { is: 'entry-history'; incident?: string; entry: string }
  /** The whole timeline as files. Without `zone`: by the clocks of whoever asks. */
  | { is: 'timeline-file'; incident?: string; as: 'picture' | ExportFormat; zone?: string }
  /** Of the incidents that were declared in so many milliseconds. */
  | { is: 'figures'; last: number };

/** Acts whose words are asked in a form, beside the one that opens an incident. */
const WITH_FORM = ['resolve', 'mitigated', 'reopen', 'note', 'severity', 'correct', 'update'] as const;
export type IncidentForm = (typeof WITH_FORM)[number];
/** Forms of a report: a part of it, an action. */
const REPORT_FORMS = ['report', 'action'] as const;
const FORM_NAMES: readonly string[] = ['incident', ...WITH_FORM, ...REPORT_FORMS];

export function hasIncidentForm(name: string): boolean {
  return FORM_NAMES.includes(name);
}

export const WHOM_WORDS: Record<Whom, string> = {
  'all-customers': 'all customers',
  'some-customers': 'some customers',
  ourselves: 'ourselves',
  nobody: 'nobody',
};

export function writeIncidentSentence(sentence: IncidentSentence): string {
  switch (sentence.is) {
    case 'incident-declare':
      return writeDeclaring(sentence);
    case 'incidents':
    case 'on-call':
      return sentence.is;
    case 'incident':
      return `incident ${writeIncidentId(sentence.incident)}`;
    case 'incident-act':
      return writeAct(sentence.act, sentence.incident);
    case 'timeline':
      return writeTimeline(sentence);
    case 'entry-history':
      return `timeline history ${sentence.entry}${whereOf(sentence.incident)}`;
    case 'timeline-file':
      return writeTimelineFile(sentence);
    case 'figures':
      return `figures last ${writeLength(sentence.last)}`;
    case 'report':
    case 'action':
      return writeReport(sentence);
    default:
      return sentence satisfies never;
  }
}

function writeDeclaring({ title, severity, kind, hits, run, message, impact, drill, here }: Declaring): string {
  return [
    `incident ${quoted(title)}`,
    severity,
    kind,
    hits && writeHits(hits),
    run !== undefined && `from ${writeRunId(run)}`,
    message !== undefined && `from message ${message}`,
    drill && 'drill',
    here && 'here',
  ]
    .filter(Boolean)
    .join(' ')
    .concat(reason(impact));
}

function writeHits({ whom, environment }: Hits): string {
  return `hits ${WHOM_WORDS[whom]} in ${environment}`;
}

function writeAct(act: IncidentAsked, incident: string | undefined): string {
  const where = whereOf(incident);
  switch (act.is) {
    case 'severity': {
      const what = [act.severity, act.hits && writeHits(act.hits)].filter(Boolean).join(' ');
      return `severity ${what}${where}${reason(act.impact)}`;
    }
    case 'acknowledge':
      return `acknowledge${where}`;
    case 'mitigated':
    case 'resolve':
    case 'reopen':
      return `${act.is}${where}${reason(act.because)}`;
    case 'take':
    case 'leave':
      return `${act.is} ${act.role}${where}`;
    case 'correct':
      return `${writeCorrection(act)}${where}`;
    case 'update':
      return `update ${quoted(act.text)}${act.next === undefined ? '' : ` next ${writeLength(act.next)}`}${where}`;
    case 'follow':
    case 'unfollow':
      return `${act.is}${incident === undefined ? '' : ` ${writeIncidentId(incident)}`}`;
    case 'note':
      return `note ${quoted(act.text)}${act.at ? ` at ${writeMoment(act.at)}` : ''}${where}`;
    case 'snooze':
      return `snooze ${act.of} ${writeLength(act.time)}${where}`;
    default:
      return act satisfies never;
  }
}

function writeReport({ is, act, incident }: Extract<IncidentSentence, { is: 'report' | 'action' }>): string {
  return `${is}${act ? ` ${writeReportAct(act)}` : ''}${whereOf(incident)}`;
}

function writeReportAct(act: ReportAsked): string {
  switch (act.is) {
    case 'edit':
      return `edit ${act.part} ${quoted(act.text)}`;
    case 'move':
      return act.to === 'in-review' ? 'review' : act.to;
    case 'drop':
      return `drop ${act.number}`;
    case 'add': {
      const owner = act.owner === undefined ? '' : ` owner <@${act.owner}>`;
      return `${quoted(act.text)}${owner}${act.by === undefined ? '' : ` by ${act.by}`}`;
    }
    default:
      return act satisfies never;
  }
}

function whereOf(incident: string | undefined): string {
  return incident === undefined ? '' : ` in ${writeIncidentId(incident)}`;
}

function writeCorrection({ entry, text, at, put }: Extract<IncidentAsked, { is: 'correct' }>): string {
  if (put) return `correct ${entry} ${put === 'away' ? 'remove' : 'restore'}`;
  const words = text === undefined ? '' : ` ${quoted(text)}`;
  return `correct ${entry}${words}${at ? ` at ${writeMoment(at)}` : ''}`;
}

function writeTimeline({ incident, filter, before }: Extract<IncidentSentence, { is: 'timeline' }>): string {
  const { kinds, person, host, last, search } = filter;
  return [
    'timeline',
    ...(kinds ?? []),
    person !== undefined && `<@${person}>`,
    host,
    search !== undefined && quoted(search),
    last !== undefined && `last ${writeLength(last)}`,
    before !== undefined && `before ${new Date(before).toISOString()}`,
    incident !== undefined && `in ${writeIncidentId(incident)}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function writeTimelineFile({ incident, as, zone }: Extract<IncidentSentence, { is: 'timeline-file' }>): string {
  const what = as === 'picture' ? 'timeline picture' : `timeline export ${as}`;
  const where = incident === undefined ? '' : ` in ${writeIncidentId(incident)}`;
  return `${what}${zone === undefined ? '' : ` in ${zone}`}${where}`;
}

function reason(because: string | undefined): string {
  return because === undefined ? '' : ` because "${because}"`;
}
