import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { Hits } from './severity.ts';
import type { IncidentKind, IncidentRole, ReminderOf, Room, Severity } from './state.ts';

/** A CloudWatch alarm changed its state. */
export type AlarmChange = { arn: string; name: string; ringing: boolean; reason: string; at: Instant };

/** Event 0. `from`: what it was opened on, if not by a sentence. `here`: people go on working in the channel of `place`. */
export type Declared = {
  source: string;
  title: string;
  severity: Severity;
  kind: IncidentKind;
  place: Place;
  impact?: string;
  drill?: true;
  here?: true;
  detectedAt?: Instant;
  hits?: Hits;
  from?: { message: OpenedOn } | { run: string } | { alarm: AlarmChange };
};

/** The message that an incident was opened on. `said`: what the shortcut told of it, for when it cannot be read. */
export type OpenedOn = Pick<Marked, 'channel' | 'ts' | 'thread' | 'said'>;

/** What a message said when it was read. `files` by their names and permalinks; `author` is absent of a bot's without a user; `permalink` is empty where Slack gives none. `request`: it was written below the vendor's card of that one. `editedAt`: when it was edited last, by Slack's clock. */
export type Captured = {
  channel: string;
  ts: string;
  thread?: string;
  author?: Actor;
  text: string;
  files: { name: string; permalink: string }[];
  permalink: string;
  request?: string;
  editedAt?: Instant;
};

/**
 * A mark on a message. `mark`: the reaction by which it is; a person may put on several. `at`: when, by Slack's clock, since marks
 * may come in another order than they were made. `said`: what a shortcut told of the message, for when it cannot be read. `talk`: nobody marked it, it was written below
 * the vendor's card of `request`, and the event's `by` wrote it.
 */
export type Marked = {
  channel: string;
  ts: string;
  thread?: string;
  how: 'reaction' | 'shortcut' | 'talk';
  request?: string;
  mark?: string;
  at?: Instant;
  said?: { text: string; author?: Actor };
};
export type Unmarked = { channel: string; ts: string; mark?: string; at?: Instant };

/** What happens to an incident, in order. `entry` names an entry of the timeline by its source. */
export type IncidentStep =
  | { type: 'declared'; data: Declared }
  | { type: 'roomed'; data: Room }
  | { type: 'severity-set'; data: { severity: Severity; impact?: string; hits?: Hits } }
  | { type: 'acknowledged'; data: Record<never, never> }
  | { type: 'mitigated'; data: { because?: string } }
  | { type: 'resolved'; data: { because: string } }
  | { type: 'reopened'; data: { because?: string } }
  | { type: 'role-taken'; data: { role: IncidentRole } }
  | { type: 'role-left'; data: { role: IncidentRole } }
  | { type: 'noted'; data: { text: string; occurredAt?: Instant } }
  /** Somebody wants this message on the timeline, or no longer: what it says is read, and on record as `captured`. */
  | { type: 'marked'; data: Marked }
  | { type: 'unmarked'; data: Unmarked }
  | { type: 'captured'; data: Captured }
  /** `at`: when, by Slack's clock; absent of older records. */
  | { type: 'edited'; data: { channel: string; ts: string; text: string; at?: Instant } }
  | { type: 'deleted'; data: { channel: string; ts: string } }
  | { type: 'joined'; data: { person: Actor } }
  | { type: 'left'; data: { person: Actor } }
  /** The channel itself. `person`: who did it, where Slack says so. */
  | { type: 'archived' | 'unarchived'; data: { channel: string; person?: Actor } }
  | { type: 'renamed'; data: { channel: string; name: string } }
  /** It has another id, since it is shared. */
  | { type: 'channel-moved'; data: { channel: string; to: string } }
  | { type: 'corrected'; data: { entry: string; text?: string; occurredAt?: Instant; removed?: true; restored?: true } }
  | { type: 'alarmed'; data: AlarmChange }
  | { type: 'updated'; data: { text: string; nextAt?: Instant } }
  | { type: 'followed'; data: { channel: string } }
  | { type: 'unfollowed'; data: { channel: string } }
  | { type: 'reminded'; data: { of: ReminderOf } }
  | { type: 'snoozed'; data: { of: ReminderOf; until: Instant } }
  /** Entries of this stream, up to this event of it, were written after the end: the cards are looked after once more. */
  | { type: 'added'; data: { stream: string; seq: number } }
  | { type: 'report-moved'; data: { to: 'draft' | 'in-review' | 'done' } };

export type IncidentEvent = IncidentStep & { seq: number; at: Instant; by: Actor };
