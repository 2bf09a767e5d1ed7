import type { Actor } from '../actor.ts';
import type { Priority } from '../escalation/priority.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../run/state.ts';
import type { Hits } from './severity.ts';

/** From severity and impact: Critical, Major or Minor, as the operations team's priorities are named. */
export type Severity = Priority;

/** Of whose task the resolution is, a row of the matrix. */
export const INCIDENT_KINDS = ['infrastructure', 'platform'] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

export const INCIDENT_IS = ['open', 'mitigated', 'resolved'] as const;

/** Characters of a title: what a card's first line shows, and a channel's topic. */
export const TITLE_LIMIT = 120;

export const INCIDENT_ROLES = ['lead', 'scribe', 'communications', 'operations'] as const;
export type IncidentRole = (typeof INCIDENT_ROLES)[number];

/**
 * When it was so, the first time; a reopened incident loses `resolved` and `mitigated`. `detected`: by an alarm or as somebody says,
 * at the latest when it was declared.
 */
export type Milestones = {
  detected: Instant;
  declared: Instant;
  acknowledged?: Instant;
  mitigated?: Instant;
  resolved?: Instant;
};

export type ReminderOf = 'update' | 'lead' | 'quiet' | 'report';

/** Where people work on it. `made`: a channel of its own; otherwise one that was there before. */
export type Room = { team: string; channel: string; made: boolean };

/** `archived`: as long as it takes nothing. */
export type StandingRoom = Room & { archived?: true };

/**
 * What the head of an incident's stream says: all that the next decision and the card need, so that no stream is read whole
 * (a long incident has ten thousand events). At most 8 KB. What was said stands in the events' data and on the timeline.
 */
export type IncidentState = {
  id: string;
  by: Actor;
  title: string;
  severity: Severity;
  kind: IncidentKind;
  impact?: string;
  drill?: true;
  is: (typeof INCIDENT_IS)[number];
  place: Place;
  /** No channel is made for it: it is worked on where it was declared. */
  here?: true;
  room?: StandingRoom;
  roles: Partial<Record<IncidentRole, Actor>>;
  milestones: Milestones;
  /** Channels that hear its updates. */
  followers: string[];
  /** Alarms that are part of it, and whether they rang when they were last heard of. */
  alarms: { arn: string; name: string; ringing: boolean; at?: Instant }[];
  /** Events of which channels are told: the latest updates, and who follows since. */
  spread?: number[];
  lastUpdate?: { text: string; at: Instant; nextAt?: Instant };
  resolution?: string;
  report?: 'draft' | 'in-review' | 'done';
  /** Whom it hits and where, of which the severity comes unless somebody says it. */
  hits?: Hits;
  /** The run that it was opened on. */
  from?: { run: string };
  /** Marks of the requests that led to the latest steps: one that is delivered twice is done once. */
  lately?: string[];
  /** The latest messages that were marked, by their sources: what they say is read, and stands on the timeline, later than that. */
  awaited?: string[];
  /** Since when nobody leads it any more; since when it is open again. */
  unled?: Instant;
  again?: Instant;
  reminded: Partial<Record<ReminderOf, Instant>>;
  snoozed: Partial<Record<ReminderOf, Instant>>;
};
