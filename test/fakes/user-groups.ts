import { ChatBusy } from '../../bot/ports/chat.ts';
import type { UserGroups } from '../../bot/ports/user-groups.ts';

export type FakeUserGroups = UserGroups & {
  /** By the group's id. `others`: guests, apps and closed accounts. */
  groups: Map<string, { team: string; handle: string; members: string[]; others?: number }>;
  busy: { retryAfter: number } | undefined;
};

/** Slack's user groups in memory. */
export function createFakeUserGroups(): FakeUserGroups {
  const fake: FakeUserGroups = {
    groups: new Map(),
    busy: undefined,
    async read({ team, group }, most) {
      if (fake.busy) throw new ChatBusy(fake.busy.retryAfter);
      const found = fake.groups.get(group);
      if (!found || found.team !== team) return { ok: false, error: { reason: 'no-group' } };
      const { handle, members, others = 0 } = found;
      const count = members.length + others;
      if (count > most) return { ok: false, error: { reason: 'too-large', count, most } };
      return { ok: true, value: { handle, members: [...members].sort(), others } };
    },
  };
  return fake;
}
