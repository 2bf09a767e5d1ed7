import type { Actor } from '../../bot/domain/actor.ts';
import type { Answer } from '../../bot/domain/answer.ts';
import { announcementOf, type CardStory, isReport, isToVendor, placeOf, streamOf } from '../../bot/domain/card.ts';
import type { ToldVendor } from '../../bot/domain/escalation/told-vendor.ts';
import type { UpdateTold } from '../../bot/domain/incident/update.ts';
import type { Place } from '../../bot/domain/run/state.ts';
import { type Chat, ChatBusy, type MessageRef, type Profile } from '../../bot/ports/chat.ts';

/** A card as it stands: of which run or change, what it shows, and how often it was edited. */
export type FakeCard = { ref: MessageRef; run: string; shows: CardStory['state']; seq: number; edits: number };

export type FakeChat = Chat & {
  cards: FakeCard[];
  /** Runs whose requester was mentioned under the card. Like the real one, it looks for an earlier one first. */
  announced: string[];
  /** Cards in somebody's direct messages, asking them to approve. */
  direct: (FakeCard & { to: string })[];
  nudged: { to: string; run: string; effect: string }[];
  told: { to: Actor; answer: Answer }[];
  /** What channels were told. */
  notes: { channel: string; answer: Answer }[];
  /** Updates of incidents, in order. */
  updates: { channel: string; told: UpdateTold; effect: string }[];
  /** Channels that were archived. */
  gone: Set<string>;
  /** A channel that lets nothing be edited or posted as long as it is archived. */
  closed: string | undefined;
  /** Channels in which people of other organisations read along. */
  shared: Set<string>;
  turnedAway: Place[];
  /** What was said below a vendor's card. */
  toVendor: { card: MessageRef; told: ToldVendor }[];
  /** What a vendor's people were answered, in the thread. */
  answered: { place: Place; answer: Answer }[];
  /** By user id; whoever is not here is not visible. */
  profiles: Map<string, Profile>;
  /** Every call is refused with `ChatBusy` after so many milliseconds; undefined: Slack is well. */
  busy: { retryAfter: number } | undefined;
  /** Slack's code with which no card can be posted anywhere. */
  unreachable: string | undefined;
  calls: string[];
};

/** The report of an incident has the same id as that, and what a vendor sees that of the request. */
function nameOf(story: CardStory): string {
  if (isToVendor(story)) return `vendor ${story.id}`;
  return isReport(story) ? streamOf(story) : story.id;
}

/** Slack's messages in memory. */
export function createFakeChat(): FakeChat {
  const cards: FakeCard[] = [];
  const announced: string[] = [];
  let messages = 0;

  function reach(call: string): void {
    chat.calls.push(call);
    if (chat.busy) throw new ChatBusy(chat.busy.retryAfter);
  }
  const cardAt = ({ channel, ts }: MessageRef) =>
    [...cards, ...chat.direct].find(({ ref }) => ref.channel === channel && ref.ts === ts);

  const chat: FakeChat = {
    cards,
    announced,
    direct: [],
    nudged: [],
    told: [],
    notes: [],
    turnedAway: [],
    toVendor: [],
    answered: [],
    updates: [],
    gone: new Set(),
    shared: new Set(),
    closed: undefined,
    profiles: new Map(),
    busy: undefined,
    unreachable: undefined,
    calls: [],

    async postCard(story) {
      const { state, seq } = story;
      reach('postCard');
      if (chat.unreachable) return { is: 'unreachable', why: chat.unreachable };
      messages += 1;
      const ref = { channel: placeOf(story).channel, ts: `1772366400.${String(messages).padStart(6, '0')}` };
      cards.push({ ref, run: nameOf(story), shows: structuredClone(state), seq, edits: 0 });
      return { is: 'posted', ref: { ...ref } };
    },

    async findCard(story) {
      reach('findCard');
      const { channel } = placeOf(story);
      const card = cards.find(({ run, ref }) => run === nameOf(story) && ref.channel === channel);
      return card && { ...card.ref };
    },

    async updateCard(ref, { state, seq }) {
      reach('updateCard');
      const card = cardAt(ref);
      if (!card || ref.channel === chat.closed) return 'gone';
      Object.assign(card, { shows: structuredClone(state), seq, edits: card.edits + 1 });
      return 'updated';
    },

    async removeCard({ channel, ts }) {
      reach('removeCard');
      for (const list of [cards, chat.direct]) {
        const at = list.findIndex(({ ref }) => ref.channel === channel && ref.ts === ts);
        if (at !== -1) list.splice(at, 1);
      }
    },

    async announce(_ref, story) {
      reach('announce');
      const what = announcementOf(story);
      const said = what === 'announcement' ? story.id : `${story.id} ${what}`;
      if (!announced.includes(said)) announced.push(said);
    },

    async askDirectly({ user }, { id, state, seq }) {
      reach('askDirectly');
      if (chat.unreachable) return { is: 'unreachable', why: chat.unreachable };
      const found = chat.direct.find(({ to, run }) => to === user && run === id);
      if (found) return { is: 'found', ref: { ...found.ref } };
      messages += 1;
      const ref = { channel: `D-${user}`, ts: `1772366400.${String(messages).padStart(6, '0')}` };
      chat.direct.push({ to: user, ref, run: id, shows: structuredClone(state), seq, edits: 0 });
      return { is: 'posted', ref: { ...ref } };
    },

    async findDirect({ user }, { id }) {
      reach('findDirect');
      return chat.direct.find(({ to, run }) => to === user && run === id)?.ref;
    },

    async nudge({ channel }, { id }, { effect }) {
      reach('nudge');
      const nudge = { to: channel.slice(2), run: id, effect };
      if (!chat.nudged.some((one) => JSON.stringify(one) === JSON.stringify(nudge))) chat.nudged.push(nudge);
    },

    async tell(to, _place, answer) {
      reach('tell');
      chat.told.push({ to, answer });
    },

    async note({ channel }, answer) {
      reach('note');
      if (chat.shared.has(channel) || chat.gone.has(channel)) return 'unsaid';
      chat.notes.push({ channel, answer });
      return 'said';
    },

    async postUpdate(channel, told, { effect, tried }) {
      reach('postUpdate');
      if (chat.gone.has(channel)) return { is: 'unreachable', why: 'is_archived' };
      messages += 1;
      const isThere = chat.updates.some((one) => one.channel === channel && one.effect === effect);
      if (!tried || !isThere) chat.updates.push({ channel, told, effect });
      return { is: 'posted', ref: { channel, ts: `1772366400.${String(messages).padStart(6, '0')}` } };
    },

    async sayToVendor(card, told) {
      reach('sayToVendor');
      if (!cardAt(card)) return { is: 'unreachable', why: 'thread_not_found' };
      if (!chat.toVendor.some((one) => one.told.request === told.request && one.told.seq === told.seq)) {
        chat.toVendor.push({ card, told });
      }
      messages += 1;
      return { is: 'posted', ref: { ...card, ts: `1772366400.${String(messages).padStart(6, '0')}` } };
    },

    async answerVendor(place, answer) {
      reach('answerVendor');
      chat.answered.push({ place, answer });
    },

    async turnAway(place) {
      reach('turnAway');
      chat.turnedAway.push(place);
    },

    async profile({ user }) {
      reach('profile');
      return structuredClone(chat.profiles.get(user));
    },

    async ours() {
      reach('ours');
      return 'Acme';
    },
  };
  return chat;
}
