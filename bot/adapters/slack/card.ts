import {
  announcementOf,
  type CardStory,
  isIncident,
  isReport,
  isToVendor,
  ownerOf,
  placeOf,
  streamOf,
} from '../../domain/card.ts';
import { VENDOR_CARD } from '../../domain/escalation/to-vendor.ts';
import { saidAs } from '../../domain/escalation/told-vendor.ts';
import type { Beside, Chat, MessageRef, Posted } from '../../ports/chat.ts';
import type { Channels } from './channels.ts';
import { type Marked, marked, search } from './message-search.ts';
import { post, remove, update } from './posting.ts';
import type { Respond } from './response-url.ts';
import type { Web } from './web.ts';
import type { Wording } from './wording.ts';

export type CardDeps = { web: Web; channels: Channels; respond: Respond; wording: Wording; appId: string };

/** The card of a run or a change: in its channel, or in the requester's direct messages where the bot may not post. */
export function createCard(
  deps: CardDeps,
): Pick<Chat, 'postCard' | 'findCard' | 'updateCard' | 'removeCard' | 'announce' | 'sayToVendor'> {
  const cardIn = async (channel: string, story: CardStory, beside: Beside = {}) =>
    deps.wording.card(story, {
      ...beside,
      channelIsShared: await deps.channels.isShared(channel),
      ...(isToVendor(story) && { us: await deps.channels.ours() }),
    });
  return {
    async postCard(story, beside) {
      const { channel, thread } = placeOf(story);
      const at = { channel, ...(thread && { thread_ts: thread }) };
      // An incident is nobody's business in a channel that others share: whoever declared it has the card.
      const isInner = isIncident(story) || isReport(story);
      if (isInner && (await deps.channels.isShared(channel))) return postElsewhere(deps, story, 'shared');
      const posted = await post(deps.web, at, await cardIn(channel, story, beside));
      // What a vendor is to see stands in their channel, or nowhere.
      if (!posted.ok && isToVendor(story)) return { is: 'unreachable', why: posted.error };
      return posted.ok ? { is: 'posted', ref: posted.value } : postElsewhere(deps, story, posted.error);
    },
    async findCard(story) {
      const { channel, thread } = placeOf(story);
      const mark: Marked = { stream: streamOf(story), effect: effectOf(story), since: story.at };
      const found = await search(deps, { channel, ...(thread && { thread }) }, mark);
      if (found || isToVendor(story)) return found;
      const direct = await deps.channels.directWith(ownerOf(story).user);
      return direct === undefined ? undefined : search(deps, { channel: direct }, mark);
    },
    updateCard: async (ref, story, beside) => update(deps.web, ref, await cardIn(ref.channel, story, beside)),
    removeCard: async (ref) => remove(deps.web, ref),
    async announce(ref, story) {
      const mark: Marked = { stream: streamOf(story), effect: announcementOf(story), since: story.at };
      if (!ref) return announceDirectly(deps, story, mark);
      if (await search(deps, { channel: ref.channel, thread: ref.ts }, mark)) return;
      const channelIsShared = await deps.channels.isShared(ref.channel);
      const said = await deps.wording.announcement(story, { channelIsShared });
      const posted = await post(deps.web, { channel: ref.channel, thread_ts: ref.ts }, marked(said, mark));
      if (!posted.ok) await announceDirectly(deps, story, mark);
    },
    async sayToVendor({ channel, ts }, told) {
      const said = await deps.wording.toldVendor(told, { us: await deps.channels.ours() });
      const mark: Marked = { stream: `escalation#${told.request}`, effect: saidAs(told), since: told.since };
      const found = await search(deps, { channel, thread: ts }, mark);
      if (found) return { is: 'posted', ref: found };
      const posted = await post(deps.web, { channel, thread_ts: ts }, marked(said, mark));
      return posted.ok ? { is: 'posted', ref: posted.value } : { is: 'unreachable', why: posted.error };
    },
  };
}

/** What its metadata says that it is. */
function effectOf(story: CardStory): string {
  return isToVendor(story) ? VENDOR_CARD : 'card';
}

/** The bot was taken out of the channel meanwhile, or it is archived: who asked hears the end all the same. */
async function announceDirectly(deps: CardDeps, story: CardStory, mark: Marked): Promise<void> {
  const channel = await deps.channels.directWith(ownerOf(story).user);
  if (channel === undefined || (await search(deps, { channel }, mark))) return;
  await post(deps.web, { channel }, marked(await deps.wording.announcement(story, { channelIsShared: false }), mark));
}

/** Tells the requester in the channel, where Slack's own way allows it, and puts the card into their direct messages. */
async function postElsewhere(deps: CardDeps, story: CardStory, why: string): Promise<Posted> {
  const { answerPath } = placeOf(story);
  const direct = await deps.channels.directWith(ownerOf(story).user);
  const note = await deps.wording.elsewhere(story);
  const noted = answerPath && (await deps.respond(answerPath, { response_type: 'ephemeral', ...note }));
  if (direct === undefined) return { is: 'unreachable', why };
  const card = await deps.wording.card(story, { channelIsShared: false });
  const posted = await post(deps.web, { channel: direct }, card);
  if (!posted.ok) return { is: 'unreachable', why: posted.error };
  if (noted !== 'sent') await post(deps.web, { channel: direct, thread_ts: posted.value.ts }, note);
  return { is: 'posted', ref: posted.value satisfies MessageRef };
}
