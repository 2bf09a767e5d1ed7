import type { HomeView, ModalView } from '@slack/types';
import type { Actor } from '../../domain/actor.ts';
import type {
  AlsoWaiting,
  Answer,
  EscalationLine,
  Form,
  IncidentLine,
  OnCallTold,
  RunLine,
  ScheduledLine,
} from '../../domain/answer.ts';
import type { CardStory } from '../../domain/card.ts';
import type { ToldVendor } from '../../domain/escalation/told-vendor.ts';
import type { UpdateTold } from '../../domain/incident/update.ts';
import type { Story } from '../../domain/run/apply.ts';
import type { ScheduleLine } from '../../domain/schedule/told.ts';
import type { Beside, Nudge } from '../../ports/chat.ts';
import type { Rendered } from './render/rendered.ts';

/** `channelIsShared`: people of other organisations read along. */
export type Audience = { channelIsShared: boolean };

/** What a view's inputs hold when it is submitted, by block id and action id: Slack's `view.state.values`. */
export type FormValues = Record<string, Record<string, unknown>>;

/**
 * Everything that Remit says in Slack, in Slack's shapes. Whoever sends it adds nothing but where it goes. Promises, since
 * most words are loaded when they are first needed: a cold start that answers a command waits for few of them.
 */
export type Wording = {
  answer(answer: Answer): Promise<Rendered>;
  /** `us`: how our organisation is called, for a card that a vendor sees. */
  card(story: CardStory, audience: Audience & Beside & { us?: string }): Promise<Rendered>;
  /** An update of an incident, in that channel. */
  update(told: UpdateTold, audience: Audience & { channel: string }): Promise<Rendered>;
  /** What is said below a card that a vendor sees. */
  toldVendor(told: ToldVendor, audience: { us: string }): Promise<Rendered>;
  /** What mentions the requester under the card when it is over. */
  announcement(story: CardStory, audience: Audience): Promise<Rendered>;
  /** What is said below a card in somebody's direct messages: that it still waits for them, or waits anew. */
  nudge(story: Story, why: Nudge['is']): Promise<Rendered>;
  form(form: Form): Promise<ModalView>;
  /** An answer where a form was. */
  dialog(answer: Answer): Promise<ModalView>;
  /** From what the reader may do (`help`), the latest runs, what has a time, and the open requests to vendors. */
  home(
    help: Answer,
    of: {
      lines: RunLine[];
      forYou: RunLine[];
      reviews: RunLine[];
      also?: AlsoWaiting;
      timed: ScheduledLine[];
      repeating: ScheduleLine[];
      requests: EscalationLine[];
      reader: Actor;
      incidents?: IncidentLine[];
      onCall?: OnCallTold;
    },
  ): Promise<HomeView>;
  /** What an answer says of a form's own fields, by block: the form then stays open. Nothing where it says something else. */
  wrongFields(form: string, answer: Answer | Form): Promise<Record<string, string> | undefined>;
  /** The action id of the form's choice of a command. */
  commandChoice: string;
  /** The action id of inputs whose form is shown anew as soon as they change. */
  previewed: string;
  /** The sentence that a filled form stands for. */
  sentenceOf(view: { callback_id: string; private_metadata: string; values: FormValues }): Promise<string>;
  /** For the requester of a card that cannot stand in its channel: where it is, and how to invite the bot. */
  elsewhere(story: CardStory): Promise<Rendered>;
};
