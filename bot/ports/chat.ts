import type { Actor } from '../domain/actor.ts';
import type { Answer } from '../domain/answer.ts';
import type { BudgetTold } from '../domain/budget/told.ts';
import type { CardStory } from '../domain/card.ts';
import type { EscalationStory } from '../domain/escalation/apply.ts';
import type { VendorLoss } from '../domain/escalation/to-vendor.ts';
import type { ToldVendor } from '../domain/escalation/told-vendor.ts';
import type { UpdateTold } from '../domain/incident/update.ts';
import type { Instant } from '../domain/instant.ts';
import type { Filing } from '../domain/report/filing.ts';
import type { Story } from '../domain/run/apply.ts';
import type { Place } from '../domain/run/state.ts';
import type { IssueRef } from '../domain/tracked/story.ts';
import type { Due } from '../domain/vendor/clock.ts';

export type MessageRef = { channel: string; ts: string };

/**
 * What Slack says an account is. `team`: its workspace; of one that is in ours, too, ours. `enterprise`: the Enterprise organisation (`E…`) that it is an account of, where
 * Slack names one. `flags` are the ones that forbid action: deleted, bot, restricted, stranger, … `zone`: in which they live, as the zone database names it.
 */
export type Profile = { team: string; enterprise?: string; name: string; flags: string[]; zone?: string };

/** Slack refused for good (`channel_not_found`, `is_archived`, `message_not_found`): trying again would not help. */
export type Posted = { is: 'posted'; ref: MessageRef } | { is: 'unreachable'; why: string };

/** Why somebody who was asked, or told, already is written to again. `effect` names it among those of the run. */
export type Nudge = { is: 'reminder' | 'last-reminder' | 'asked-again' | 'review' | 'review-overdue'; effect: string };

/**
 * What a card shows that its own events do not tell: the issue in which it is logged, how it is filed, why the vendor's card
 * of a request does not stand in their channel, what is due of them next, what is gone of the month's budget where a cost waits for a decision.
 */
export type Beside = { issue?: IssueRef; filing?: Filing; lost?: VendorLoss; due?: Due; budget?: BudgetTold };

/**
 * Messages in Slack. Everything here may throw `ChatBusy` (rate limit, time-out, 5xx): the effect is tried again later,
 * never slept on.
 */
export type Chat = {
  /** Posts the card of a run or a change in its channel, or answers through the answer path, or by direct message. */
  postCard(story: CardStory, beside?: Beside): Promise<Posted>;
  /** That card, by its metadata, when an attempt crashed before its receipt. */
  findCard(story: CardStory): Promise<MessageRef | undefined>;
  updateCard(ref: MessageRef, story: CardStory, beside?: Beside): Promise<'updated' | 'gone'>;
  /** Takes a card of ours away that stands beside another of the same run. One that is gone already is fine. */
  removeCard(ref: MessageRef): Promise<void>;
  /** Mentions the requester under the card, once, when it is over; directly, where there is no card to write below. */
  announce(ref: MessageRef | undefined, story: CardStory): Promise<void>;
  /** Asks somebody to approve where they are: the card in their direct messages. Finds one of an earlier attempt. */
  askDirectly(
    to: Actor,
    story: Story | EscalationStory,
    beside?: Beside,
  ): Promise<Posted | { is: 'found'; ref: MessageRef }>;
  /** That message, by its metadata, when an attempt crashed before its receipt. */
  findDirect(to: Actor, story: Story | EscalationStory): Promise<MessageRef | undefined>;
  /** Says there, in a message of its own, what it wants of them now. Once for each kind of nudge of a run, as far as Slack shows. */
  nudge(ref: MessageRef, story: Story, nudge: Nudge): Promise<void>;
  /** To one person only, where they asked. */
  tell(to: Actor, place: Place, answer: Answer): Promise<void>;
  /**
   * For everybody of a channel, as a message of its own. Not where people of other organisations read along, nor where the bot
   * may not post: then nothing is said, and `unsaid` says so.
   */
  note(where: { team: string; channel: string }, answer: Answer): Promise<'said' | 'unsaid'>;
  /**
   * An update of an incident, for everybody of a channel: where people of other organisations read along, what of it is theirs to know.
   * `unreachable`: the channel is gone, or the bot is not in it.
   */
  postUpdate(channel: string, told: UpdateTold, once: SaidOnce): Promise<Posted>;
  /** Below the card that a vendor sees: what we say to them, once, as far as Slack shows. */
  sayToVendor(card: MessageRef, told: ToldVendor): Promise<Posted>;
  /** Of what one of a vendor's people said: an answer for them, in the thread, since their client may not show what only they should see. */
  answerVendor(place: Place, answer: Answer): Promise<void>;
  /** The one fixed sentence for outsiders, in the thread. */
  turnAway(place: Place): Promise<void>;
  profile(actor: Actor): Promise<Profile | undefined>;
  /** How our organisation is called, as its workspace is. */
  ours(): Promise<string>;
};

/** What a message is found by again, since when it may be there, and whether somebody may have `tried` before: then it is looked for. */
export type SaidOnce = { effect: string; since: Instant; tried: boolean };

/** Slack asks to come back later. `retryAfter` in milliseconds. */
export class ChatBusy extends Error {
  override readonly name = 'ChatBusy';
  readonly retryAfter: number;
  constructor(retryAfter: number, options?: ErrorOptions) {
    super(`Slack asks to wait ${retryAfter} ms`, options);
    this.retryAfter = retryAfter;
  }
}
