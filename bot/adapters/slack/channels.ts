import type { Clock } from '../../ports/clock.ts';
import { asked } from './asked.ts';
import { createSelf } from './self.ts';
import type { Web } from './web.ts';

/** A channel can be shared at any moment; this long its members may still read what is meant for one organisation. */
const KEEP = 60_000;

export type Channels = {
  /** Whether people of other organisations read along. Yes, when Slack does not say. */
  isShared(channel: string): Promise<boolean>;
  /** The direct messages with somebody, or nothing where Slack allows none. */
  directWith(user: string): Promise<string | undefined>;
  /** How our organisation is called, as its workspace is. */
  ours(): Promise<string>;
};

export function createChannels(deps: { web: Web; now: Clock }): Channels {
  const known = new Map<string, { shared: boolean; at: number }>();
  const self = createSelf(deps);
  return {
    async isShared(channel) {
      const seen = known.get(channel);
      if (seen && deps.now() - seen.at < KEEP) return seen.shared;
      const info = await asked((await deps.web()).conversations.info({ channel }));
      const { is_ext_shared: shared = false, is_pending_ext_shared: soon = false } = info.ok
        ? (info.value.channel ?? { is_ext_shared: true })
        : { is_ext_shared: !isDirect(channel) };
      known.set(channel, { shared: shared || soon, at: deps.now() });
      return shared || soon;
    },
    async directWith(user) {
      const opened = await asked((await deps.web()).conversations.open({ users: user }));
      return opened.ok ? opened.value.channel?.id : undefined;
    },
    ours: async () => (await self()).name,
  };
}

/** `D…` is a direct message; a person's own id stands for the one with them. */
export function isDirect(channel: string): boolean {
  return /^[DUW]/.test(channel);
}
