import { clockWords } from '../../../domain/calendar/moment.ts';
import { wallTimeAt } from '../../../domain/calendar/zone.ts';
import { entryName } from '../../../domain/incident/correct.ts';
import type { Entry, Evidence } from '../../../domain/incident/entry.ts';
import type { Instant } from '../../../domain/instant.ts';
import { person, runName } from './labels.ts';
import type { Reading } from './rendered.ts';
import { code, inline, mentioned } from './text.ts';
import { when, whenWithUtc } from './when.ts';

const SIGN: Record<Entry['kind'], string> = {
  status: '🚩',
  severity: '🌡',
  role: '🎽',
  update: '📣',
  run: '▶',
  approval: '👍',
  host: '🖥',
  refusal: '✋',
  alarm: '🔔',
  vendor: '🤝',
  person: '👤',
  channel: '🏷',
  note: '📝',
  message: '💬',
  file: '📎',
  report: '📄',
};
/** Said beside the sign: no outcome is told by a sign alone. */
const MARK: Record<NonNullable<Entry['mark']>, string> = { good: '', bad: '❗ ', waits: '⏸ ' };
const GONE: Record<NonNullable<Entry['gone']>, string> = {
  unmarked: 'no longer marked',
  deleted: 'deleted in Slack',
  removed: 'taken off the timeline',
};

/** Characters of one entry on a card, and in a list. */
const SHORT = 160;
const LONG = 600;

/** An entry on a card: `14:05 📝 @operator “the cache was cleared”`. */
export function entryLine(entry: Entry, reading: Reading): string {
  return `${when(entry.occurredAt, reading.now)} ${said(entry, reading, SHORT)}`;
}

/** The same in a list below its day, with UTC beside the reader's own time, and how it can be seen that it was so. */
export function entryInList(entry: Entry, day: string, reading: Reading): string {
  // What the words name already is not said twice; exports have all of it, whole.
  const evidence = entry.evidence.flatMap(evidenceWords).filter((one) => !entry.text.includes(one));
  const tail = evidence.length === 0 ? '' : ` · ${evidence.join(' · ')}`;
  return `${timeBelow(day, entry.occurredAt)} ${said(entry, reading, LONG)}${tail} · ${code(entryName(entry))}`;
}

/** One version of an entry: what it said, and since when that was on record. */
export function versionLine(entry: Entry, reading: Reading): string {
  const recorded = `*version ${entry.version}* · on record since ${whenWithUtc(entry.recordedAt, reading.now)}`;
  return `${recorded}\n${whenWithUtc(entry.occurredAt, reading.now)} ${said(entry, reading, LONG)}`;
}

/** `2026-11-21`: the day that the clocks there say. */
export function dayIn(at: Instant, zone: string): string {
  return clockWords(wallTimeAt(at, zone)).slice(0, 10);
}

/** UTC says its day only where that is another one. */
function timeBelow(day: string, at: Instant): string {
  const utc = new Date(at).toISOString();
  const other = utc.slice(0, 10) === day ? '' : `${utc.slice(5, 10)} `;
  return `${when(at, at)} (${other}${utc.slice(11, 16)} UTC)`;
}

function said(entry: Entry, reading: Reading, most: number): string {
  const { kind, by, text, quoted, reply, mark, gone, corrected, version } = entry;
  const who = by ? `${person(by, reading)} ` : '';
  const words = mentioned(inline(text, most));
  const spoken = quoted ? `“${words}”` : words;
  const sign = `${SIGN[kind]} ${mark ? MARK[mark] : ''}`;
  const notes = [
    ...(gone ? [GONE[gone]] : []),
    ...(corrected ? [`corrected by ${person(corrected.by, reading)}`] : version > 1 && !gone ? ['edited'] : []),
  ];
  const tail = notes.length === 0 ? '' : ` _(${notes.join(', ')})_`;
  const line = gone ? `~${spoken}~` : spoken;
  return `${sign}${who}${reply ? 'in a thread: ' : ''}${line}${tail}`;
}

function evidenceWords(evidence: Evidence): string[] {
  switch (evidence.is) {
    case 'message':
      return linked(evidence.permalink, 'message');
    case 'file':
      return linked(evidence.permalink, 'file');
    case 'run':
      return [runName(evidence.run)];
    case 'command':
      return [`command ${inline(evidence.commandId.slice(0, 8), 8)}…`];
    case 'alarm':
      return [`alarm ${inline(evidence.arn.slice(evidence.arn.lastIndexOf(':') + 1), 120)}`];
    case 'request':
      return [`E-${inline(evidence.request, 10)}`];
    case 'event':
      return [];
    default:
      return evidence satisfies never;
  }
}

/** What is no plain address is left out: nothing in it may end the link early. */
function linked(address: string, label: string): string[] {
  return /^https:\/\/[^\s<>|"]+$|^http:\/\/(?:localhost|127\.0\.0\.1)[^\s<>|"]*$/.test(address)
    ? [`<${address}|${label}>`]
    : [];
}
