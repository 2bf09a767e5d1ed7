import type { Actor } from './actor.ts';
import type { Answer, Form } from './answer.ts';
import type { Witness, Written } from './incident/happening.ts';
import type { Instant } from './instant.ts';
import type { Place } from './run/state.ts';

/**
 * One thing that one person asked for, from any door. A press of a button or a submitted form is the sentence that it
 * stands for (`approve R-8C2MX plan 9af3`), so that every door is parsed and decided alike and has its text twin.
 *
 * `source` is the request's identity: the same delivery twice has the same one. `installedTeam` is the organisation
 * that installed Remit, `actor.team` the one that the person belongs to, each from the signed payload.
 */
export type Request = {
  source: string;
  actor: Actor;
  installedTeam: string;
  place: Place;
  text: string;
  at: Instant;
  /** Of a mention: there is no acknowledgement that could carry the answer. */
  mention: boolean;
  /** Of a form that holds a whole text: what somebody made of it, to the letter. The sentence says of what. */
  written?: string;
  /** Of a press on a message: that message, by its time. */
  message?: string;
  /** Of a shortcut on a message, and of the form that it opened: that message, as Slack told it then. */
  about?: About;
};

export type About = Pick<Written, 'ts' | 'thread' | 'text'> & { author?: Witness };

/** What to show to that person at once. `later` = nothing now: the worker answers from the ledger. */
export type Reply = Answer | Form | { is: 'later' };
