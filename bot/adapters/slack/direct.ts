import { type CardStory, streamOf } from '../../domain/card.ts';
import type { Chat } from '../../ports/chat.ts';
import type { Channels } from './channels.ts';
import { type Marked, marked, search } from './message-search.ts';
import { post } from './posting.ts';
import type { Web } from './web.ts';
import type { Wording } from './wording.ts';

type DirectDeps = { web: Web; channels: Channels; wording: Wording; appId: string };

/** What one person is asked in their direct messages. It is read by them alone: nothing there is shared. */
export function createDirect(deps: DirectDeps): Pick<Chat, 'askDirectly' | 'findDirect' | 'nudge'> {
  return {
    async askDirectly(to, story, beside) {
      const channel = await deps.channels.directWith(to.user);
      if (channel === undefined) return { is: 'unreachable', why: 'no direct messages' };
      const mark = markOf(story, 'ask');
      const found = await search(deps, { channel }, mark);
      if (found) return { is: 'found', ref: found };
      const card = await deps.wording.card(story, { ...beside, channelIsShared: false });
      const posted = await post(deps.web, { channel }, marked(card, mark));
      return posted.ok ? { is: 'posted', ref: posted.value } : { is: 'unreachable', why: posted.error };
    },
    async findDirect(to, story) {
      const channel = await deps.channels.directWith(to.user);
      return channel === undefined ? undefined : search(deps, { channel }, markOf(story, 'ask'));
    },
    async nudge({ channel }, story, nudge) {
      const mark = markOf(story, nudge.effect);
      if (await search(deps, { channel }, mark)) return;
      // A message of its own: a reply below the card would make no sound for who never answered there.
      await post(deps.web, { channel }, marked(await deps.wording.nudge(story, nudge.is), mark));
    },
  };
}

function markOf(story: CardStory, effect: string): Marked {
  return { stream: streamOf(story), effect, since: story.at };
}
