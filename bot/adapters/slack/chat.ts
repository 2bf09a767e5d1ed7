import type { Chat } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import { asked, fault } from './asked.ts';
import { createCard } from './card.ts';
import { createChannels } from './channels.ts';
import { isAboutPlace } from './posting.ts';
import { createProfile } from './profile.ts';
import type { Respond } from './response-url.ts';
import { createTell } from './tell.ts';
import type { Web } from './web.ts';
import type { Wording } from './wording.ts';

export type ChatDeps = { web: Web; respond: Respond; wording: Wording; appId: string; now: Clock };

/** Messages by Slack's Web API. What it does not do now throws `ChatBusy`; what it refuses for good is an answer. */
export function createChat(deps: ChatDeps): Chat {
  const channels = createChannels(deps);
  return {
    ...createCard({ ...deps, channels }),
    ...createTell({ ...deps, channels }),
    profile: createProfile(deps),
    async attach({ channel, ts }, { name, text, title }) {
      const { files } = await deps.web();
      const file = { content: text, filename: name, title };
      const sent = await asked(files.uploadV2({ channel_id: channel, thread_ts: ts, ...file }));
      if (!sent.ok && !isAboutPlace(sent.error)) throw fault('files.uploadV2', sent.error);
    },
  };
}
