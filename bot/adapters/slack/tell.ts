import type { Answer } from '../../domain/answer.ts';
import type { Place } from '../../domain/run/state.ts';
import type { Chat } from '../../ports/chat.ts';
import { asked } from './asked.ts';
import { type Channels, isDirect } from './channels.ts';
import { type Marked, marked, search } from './message-search.ts';
import { PLAIN, post } from './posting.ts';
import type { Respond } from './response-url.ts';
import type { Web } from './web.ts';
import type { Wording } from './wording.ts';

export type TellDeps = { web: Web; channels: Channels; respond: Respond; wording: Wording; appId: string };

/** Answers for one person: by the address that Slack gave, else as a message that only they see, else directly. */
export function createTell(deps: TellDeps): Pick<Chat, 'tell' | 'note' | 'postUpdate' | 'answerVendor' | 'turnAway'> {
  return {
    async tell(to, place, answer) {
      const message = await deps.wording.answer(answer);
      const { answerPath, channel, thread } = place;
      const replying = { response_type: 'ephemeral', replace_original: false, ...(thread && { thread_ts: thread }) };
      if (answerPath && (await deps.respond(answerPath, { ...replying, ...message })) === 'sent') return;
      const at = { channel, user: to.user, ...(thread && { thread_ts: thread }) };
      if (!isDirect(channel)) {
        const told = await asked((await deps.web()).chat.postEphemeral({ ...at, ...message, ...PLAIN }));
        if (told.ok) return;
      }
      const direct = await deps.channels.directWith(to.user);
      if (direct !== undefined) await post(deps.web, { channel: direct }, message);
    },
    async note({ channel }, answer) {
      if (isDirect(channel) || (await deps.channels.isShared(channel))) return 'unsaid';
      const posted = await post(deps.web, { channel }, await deps.wording.answer(answer));
      return posted.ok ? 'said' : 'unsaid';
    },
    async postUpdate(channel, told, { effect, since, tried }) {
      const mark: Marked = { stream: `incident#${told.outside.id}`, effect, since };
      const found = tried ? await search(deps, { channel }, mark) : undefined;
      if (found) return { is: 'posted', ref: found };
      const channelIsShared = await deps.channels.isShared(channel);
      const message = await deps.wording.update(told, { channelIsShared, channel });
      const posted = await post(deps.web, { channel }, marked(message, mark));
      return posted.ok ? { is: 'posted', ref: posted.value } : { is: 'unreachable', why: posted.error };
    },
    answerVendor: (place, answer) => inThread(deps, place, answer),
    turnAway: (place) => inThread(deps, place, { is: 'outsider' }),
  };
}

async function inThread({ web, wording }: TellDeps, { channel, thread }: Place, answer: Answer): Promise<void> {
  await post(web, { channel, ...(thread && { thread_ts: thread }) }, await wording.answer(answer));
}
