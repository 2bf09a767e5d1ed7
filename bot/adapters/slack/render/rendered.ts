import type { KnownBlock, MessageMetadata } from '@slack/types';
import type { BudgetTold } from '../../../domain/budget/told.ts';
import type { CommandDefinition } from '../../../domain/command.ts';
import type { VendorLoss } from '../../../domain/escalation/to-vendor.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Filing } from '../../../domain/report/filing.ts';
import type { IssueRef } from '../../../domain/tracked/story.ts';
import type { Due } from '../../../domain/vendor/clock.ts';

/** A message, ready for chat.postMessage, chat.update, chat.postEphemeral or a response_url. */
export type Rendered = { text: string; blocks: KnownBlock[]; metadata: MessageMetadata };

/**
 * What a message's words depend on besides what they tell.
 *
 * `channelIsShared`: people of other organisations read along, so that only the run's id and its state are told.
 * `names` by user id, where somebody is to be named without being mentioned (a mention notifies).
 */
export type Reading = {
  now: Instant;
  definitions: readonly CommandDefinition[];
  channelIsShared?: boolean;
  names?: ReadonlyMap<string, string>;
  /** Where what a card tells is logged, outside. */
  issue?: IssueRef;
  /** How it is filed, outside. */
  filing?: Filing;
  /** Why the vendor's card of a request does not stand. */
  lost?: VendorLoss;
  /** What of a vendor is due next. */
  due?: Due;
  /** What is gone of the month's budget, of a request whose cost waits for a decision. */
  budget?: BudgetTold;
  /** How our organisation is called, where a vendor reads. */
  us?: string;
};

/** Of something that is to be done, being done, or done. */
export type Tense = 'ask' | 'doing' | 'done';

/** How a run stands, for readers of the metadata (the shell, the search for a card). */
export type RunMark =
  | 'asked'
  | 'waiting'
  /** It waits again: something moved after it was approved. */
  | 'asked-again'
  | 'paused'
  /** Nobody is wanted any more: it waits for its time. */
  | 'scheduled'
  | 'running'
  | 'succeeded'
  | 'partly'
  | 'failed'
  | 'unknown'
  | 'refused'
  | 'denied'
  | 'expired'
  | 'cancelled';

/** What kind of answer it is, for readers of the metadata. */
export type AnswerMark =
  | 'information'
  | 'suggestion'
  | 'question'
  | 'refused'
  /** A run was asked for: its card follows. */
  | 'accepted'
  /** A run was approved and runs now: its card follows. */
  | 'approved'
  /** An approval counts, and more are needed. */
  | 'waiting'
  | 'failed';

/** Metadata is readable to every app and member of the workspace: ids and states only. */
export function runMetadata(run: { stream: string; run?: string; seq: number; outcome: RunMark }): MessageMetadata {
  return { event_type: 'remit_run', event_payload: { ...run, effect: 'card' } };
}

export function answerMetadata(outcome: AnswerMark, stream?: string): MessageMetadata {
  return { event_type: 'remit_answer', event_payload: stream === undefined ? { outcome } : { outcome, stream } };
}
