import type { Chat } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import { createCard } from './card.ts';
import { createChannels } from './channels.ts';
import { createDirect } from './direct.ts';
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
    ...createDirect({ ...deps, channels }),
    ...createTell({ ...deps, channels }),
    profile: createProfile(deps),
    ours: () => channels.ours(),
  };
}
