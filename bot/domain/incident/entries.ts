import { type Actor, REMIT, sameActor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Entry } from './entry.ts';
import type { AlarmChange, Captured, Declared, IncidentEvent } from './event.ts';
import type { IncidentRole } from './state.ts';

/** An entry before anybody asks the timeline which version it is. */
export type NewEntry = Omit<Entry, 'version' | 'recordedAt'>;

/**
 * What an event of an incident does to its timeline: one more entry, or another version of one that is there, which keeps what
 * the change does not name.
 */
export type TimelineStep = { is: 'new'; entry: NewEntry } | { is: 'amend'; source: string; change: EntryChange };
/** `back`: it is not gone any more. */
export type EntryChange = Partial<Pick<Entry, 'text' | 'occurredAt' | 'gone' | 'corrected'>> & { back?: true };

/** The source of what a message said. */
export function messageSource({ channel, ts }: { channel: string; ts: string }): string {
  return `message/${channel}/${ts}`;
}

export function fileSource(message: { channel: string; ts: string }, at: number): string {
  return `file/${message.channel}/${message.ts}/${at}`;
}

/** Files of one message that become entries; a message holds ten at most as Slack's client sends them. */
const FILES = 10;

/** What an event writes on the timeline of its incident. Pure: the same event always says the same. */
export function entriesOfIncident(id: string, event: IncidentEvent): TimelineStep[] {
  const say = (kind: Entry['kind'], text: string, more: Partial<NewEntry> = {}) => [
    made(id, event, { kind, text, ...more }),
  ];
  switch (event.type) {
    case 'declared':
      return [...alarmOf(id, event), ...say('status', declaredWords(event.data), declaredMore(event.data))];
    case 'roomed':
      return [];
    case 'severity-set':
      return say('severity', `set the severity to ${event.data.severity}${tail(event.data.impact)}`, {
        becomes: { severity: event.data.severity },
      });
    case 'acknowledged':
      return say('status', 'acknowledged the incident');
    case 'mitigated':
      return say('status', `says it is mitigated${tail(event.data.because)}`, {
        mark: 'good',
        becomes: { is: 'mitigated' },
      });
    case 'resolved':
      return say('status', `resolved the incident${tail(event.data.because)}`, {
        mark: 'good',
        becomes: { is: 'resolved' },
      });
    case 'reopened':
      return say('status', `reopened the incident${tail(event.data.because)}`, {
        mark: 'bad',
        becomes: { is: 'open' },
      });
    case 'role-taken':
      return say('role', `takes ${roleWords(event.data.role)}`);
    case 'role-left':
      return say('role', `frees ${roleWords(event.data.role)}`);
    case 'noted':
      return say('note', event.data.text, { quoted: true, ...at(event.data.occurredAt) });
    case 'captured':
      return captured(event.data);
    case 'edited':
      return [{ is: 'amend', source: messageSource(event.data), change: { text: event.data.text } }];
    case 'deleted':
    case 'unmarked':
      return gone(event.data, event.type);
    case 'joined':
    case 'left': {
      const { person: by } = event.data;
      return say('person', event.type, { by, source: toldAs(event, by.user) });
    }
    case 'archived':
    case 'unarchived':
      return [ofChannel(id, event, event.data.person)];
    case 'renamed':
    case 'channel-moved':
      return [ofChannel(id, event)];
    case 'corrected':
      return [corrected(event)];
    case 'alarmed':
      return alarmed(id, event, event.data);
    case 'updated':
      return say('update', event.data.text, { quoted: true });
    case 'report-moved':
      // That a draft is made is Remit's doing, and nothing of the incident.
      return sameActor(event.by, REMIT)
        ? []
        : say('report', `moved the report to “${event.data.to.replace('-', ' ')}”`);
    case 'marked':
    case 'added':
    case 'followed':
    case 'unfollowed':
    case 'reminded':
    case 'snoozed':
      return [];
    default:
      return event satisfies never;
  }
}

/** What Slack tells of by its own time: told again, however late, it is the same. */
function toldAs({ type, at: when }: IncidentEvent, what: string): string {
  return `${type}/${what}/${when}`;
}

type Said = Pick<NewEntry, 'kind' | 'text'> & Partial<NewEntry>;

function made(id: string, event: IncidentEvent, said: Said): TimelineStep {
  return { is: 'new', entry: newEntry(id, event, said) };
}

function newEntry(id: string, { seq, at: when, by }: IncidentEvent, said: Said): NewEntry {
  const stream = `incident#${id}`;
  const evidence = [{ is: 'event' as const, stream, seq }];
  return { source: `${stream}/e#${seq}`, occurredAt: when, by, evidence, ...said };
}

function at(occurredAt: Instant | undefined): { occurredAt?: Instant } {
  return occurredAt === undefined ? {} : { occurredAt };
}

function tail(why: string | undefined): string {
  return why === undefined ? '' : `: “${why}”`;
}

/** `as lead`: how somebody has a role. */
export function roleWords(role: IncidentRole): string {
  return role === 'scribe' || role === 'lead' ? `the role of ${role}` : role;
}

function declaredWords({ title, severity, drill, impact }: Declared): string {
  return `declared ${drill ? 'a drill' : 'the incident'} “${title}”, ${severity}${tail(impact)}`;
}

function declaredMore({ from, severity }: Declared): Partial<NewEntry> {
  const how = { mark: 'bad' as const, becomes: { is: 'open' as const, severity } };
  if (!from || 'message' in from) return how;
  return {
    ...how,
    evidence: ['run' in from ? { is: 'run', run: from.run } : { is: 'alarm', arn: from.alarm.arn }],
  };
}

type ChannelEvent = IncidentEvent & { type: 'archived' | 'unarchived' | 'renamed' | 'channel-moved' };

/** What became of the channel. Of what Slack names nobody for, the words stand alone. */
function ofChannel(id: string, event: ChannelEvent, person?: Actor): TimelineStep {
  const { by: _by, ...entry } = newEntry(id, event, {
    source: toldAs(event, event.data.channel),
    kind: 'channel',
    text: channelWords(event, person !== undefined),
  });
  return { is: 'new', entry: { ...entry, ...(person && { by: person }) } };
}

function channelWords(event: ChannelEvent, isKnown: boolean): string {
  if (event.type === 'channel-moved') return `the channel has another id now: ${event.data.to}`;
  if (event.type === 'renamed') return `the channel is called #${event.data.name} now`;
  return isKnown ? `${event.type} the channel` : `the channel was ${event.type}`;
}

/** A message as an entry of the moment at which it was written, whoever marked it and when. */
function captured(message: Captured): TimelineStep[] {
  const { author, text, permalink, files, request } = message;
  const about: NewEntry['evidence'] = request === undefined ? [] : [{ is: 'request', request }];
  const common = { occurredAt: writtenAt(message), ...(author && { by: author }) };
  const reply = replyOf(message);
  const said: NewEntry = {
    ...common,
    source: messageSource(message),
    kind: request === undefined ? 'message' : 'vendor',
    text,
    quoted: true,
    ...reply,
    evidence: [...(permalink === '' ? [] : [{ is: 'message' as const, permalink }]), ...about],
  };
  const shared = files.slice(0, FILES).map(
    (file, index): NewEntry => ({
      ...common,
      source: fileSource(message, index),
      kind: 'file',
      text: file.name,
      quoted: true,
      ...reply,
      evidence: [{ is: 'file', ...file }],
    }),
  );
  return [said, ...shared].map((entry) => ({ is: 'new', entry }));
}

/** A message goes with its files. */
function gone(message: { channel: string; ts: string }, why: 'deleted' | 'unmarked'): TimelineStep[] {
  const files = Array.from({ length: FILES }, (_, at) => fileSource(message, at));
  return [messageSource(message), ...files].map((source) => ({ is: 'amend', source, change: { gone: why } }));
}

/** A message that cannot be read: it is told that there was one, and what somebody did with it. */
export function unreadEntry(
  { by, data }: { by: Actor; data: { channel: string; ts: string; thread?: string } },
  text: string,
): TimelineStep {
  return {
    is: 'new',
    entry: {
      source: messageSource(data),
      kind: 'message',
      occurredAt: writtenAt(data),
      by,
      text,
      ...replyOf(data),
      evidence: [],
    },
  };
}

function writtenAt({ ts }: { ts: string }): Instant {
  return Math.round(Number(ts) * 1000);
}

function replyOf({ ts, thread }: { ts: string; thread?: string }): { reply?: true } {
  return thread !== undefined && thread !== ts ? { reply: true } : {};
}

function corrected({ data, by, at: when }: IncidentEvent & { type: 'corrected' }): TimelineStep {
  const { entry: source, text, occurredAt, removed, restored } = data;
  const change = {
    ...(text !== undefined && { text }),
    ...at(occurredAt),
    ...(removed && { gone: 'removed' as const }),
    ...(restored && { back: true as const }),
    corrected: { by, at: when },
  };
  return { is: 'amend', source, change };
}

function alarmWords({ name, ringing, reason }: AlarmChange): string {
  const state = ringing ? 'rings' : 'is over';
  return `the alarm ${name} ${state}${reason === '' ? '' : `: ${reason}`}`;
}

/** The alarm that opened it rang before anybody declared anything. */
function alarmOf(id: string, event: IncidentEvent & { type: 'declared' }): TimelineStep[] {
  const { from } = event.data;
  return from && 'alarm' in from ? alarmed(id, event, from.alarm) : [];
}

/** An alarm is nobody: its words stand alone. The same change is one entry, however often and how late it is delivered. */
function alarmed(id: string, event: IncidentEvent, change: AlarmChange): TimelineStep[] {
  const { by: _by, ...entry } = newEntry(id, event, {
    source: `alarm/${change.arn}/${change.at}`,
    kind: 'alarm',
    text: alarmWords(change),
    ...alarmMore(change),
  });
  return [{ is: 'new', entry }];
}

function alarmMore({ arn, ringing, at: when }: AlarmChange): Partial<NewEntry> {
  return { occurredAt: when, mark: ringing ? 'bad' : 'good', evidence: [{ is: 'alarm', arn }] };
}
