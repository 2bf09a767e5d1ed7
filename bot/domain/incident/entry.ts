import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { IncidentState, Severity } from './state.ts';

/** What an entry tells of. Each stands in one lane of the picture. */
export const ENTRY_KINDS = [
  'status',
  'severity',
  'role',
  'update',
  'run',
  'approval',
  'host',
  'refusal',
  'alarm',
  'vendor',
  'person',
  'channel',
  'note',
  'message',
  'file',
  'report',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Where it can be seen that it was so: a message, a run, a command at SSM, an alarm, a request to a vendor, a file, an event of a stream. */
export type Evidence =
  | { is: 'message'; permalink: string }
  | { is: 'run'; run: string }
  | { is: 'command'; commandId: string }
  | { is: 'alarm'; arn: string }
  | { is: 'request'; request: string }
  | { is: 'file'; name: string; permalink: string }
  | { is: 'event'; stream: string; seq: number };

/**
 * One line of an incident's timeline. `source` names what it came of, so that a second delivery of it writes nothing:
 * `run#8C2MX/e#4`, `message/C012/1712.3`. `occurredAt`: when it was so, by which it is ordered; `recordedAt`: when it was
 * written. `by`: who did it, where `REMIT` is Remit itself and an alarm is nobody. `text` goes on after the name of that one
 * (`approved R-8C2MX`) unless it is `quoted`, in the words of the person: plain text, which nothing may obey.
 *
 * `version` counts from 1; a correction is a higher one, and readers keep the highest of each source. `gone`: taken back,
 * deleted or unmarked, and kept. `host`: the one that it tells of.
 */
export type Entry = {
  source: string;
  version: number;
  kind: EntryKind;
  occurredAt: Instant;
  recordedAt: Instant;
  by?: Actor;
  text: string;
  quoted?: true;
  /** Of a message in a thread: an answer is told as one. */
  reply?: true;
  host?: string;
  /** How it went, of what can go wrong: never told by colour alone. */
  mark?: 'good' | 'bad' | 'waits';
  evidence: Evidence[];
  /** Nothing comes of the run after it that would end it otherwise. */
  ends?: true;
  /** What the incident was from then on, where it changed: the picture's bands. */
  becomes?: { is?: IncidentState['is']; severity?: Severity };
  gone?: 'unmarked' | 'deleted' | 'removed';
  /** The last event of the incident's stream that made a version of it: read again, it makes none. */
  through?: number;
  /** When the version before it stood, where that was at another time. */
  was?: Instant;
  /** Who corrected it last, and when. */
  corrected?: { by: Actor; at: Instant };
};

/** The lanes of the picture, from above. */
export const LANES = ['status', 'runs', 'alarms', 'people', 'vendor'] as const;
export type Lane = (typeof LANES)[number];

const LANE: Record<EntryKind, Lane> = {
  status: 'status',
  severity: 'status',
  role: 'people',
  update: 'status',
  run: 'runs',
  approval: 'runs',
  host: 'runs',
  refusal: 'runs',
  alarm: 'alarms',
  vendor: 'vendor',
  person: 'people',
  channel: 'people',
  note: 'people',
  message: 'people',
  file: 'people',
  report: 'status',
};

export function laneOf({ kind }: Pick<Entry, 'kind'>): Lane {
  return LANE[kind];
}
