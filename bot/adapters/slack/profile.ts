import type { Chat, Profile } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import { asked, fault } from './asked.ts';
import { createSelf, type Self } from './self.ts';
import type { Web } from './web.ts';

/** An account that was deactivated acts for no longer than this. */
const KEEP = 60_000;
const MOST = 1_000;

/** Any of these forbids action: not a person, not a full member, or not here any more. */
const FORBIDDING = [
  'deleted',
  'is_bot',
  'is_workflow_bot',
  'is_app_user',
  'is_restricted',
  'is_ultra_restricted',
  'is_stranger',
  'is_invited_user',
] as const;

type EnterpriseUser = { enterprise_id?: string; teams?: string[] };
type User = { team_id?: string; name?: string; real_name?: string; tz?: unknown; enterprise_user?: EnterpriseUser } & {
  [flag in (typeof FORBIDDING)[number]]?: unknown;
};

/** Accounts by `users.info`. Nothing for one that Slack does not show: whoever cannot be seen may not act. */
export function createProfile({ web, now }: { web: Web; now: Clock }): Chat['profile'] {
  const known = new Map<string, { profile: Profile; at: number }>();
  const self = createSelf({ web, now });
  return async ({ user }) => {
    const seen = known.get(user);
    if (seen && now() - seen.at < KEEP) return seen.profile;
    known.delete(user);
    const profile = await look({ web, self }, user);
    if (known.size >= MOST) known.clear();
    if (profile) known.set(user, { profile, at: now() });
    return profile;
  };
}

type Looking = { web: Web; self: () => Promise<Self> };

async function look({ web, self }: Looking, user: string): Promise<Profile | undefined> {
  const info = await asked((await web()).users.info({ user }));
  if (!info.ok && !HIDDEN.has(info.error)) throw fault('users.info', info.error);
  const account = info.ok ? info.value.user : undefined;
  const profile = account && profileOf(account);
  if (!profile?.enterprise) return profile;
  return isOfOurs(account?.enterprise_user, await self()) ? { ...profile, team: (await self()).team } : profile;
}

/** Slack names one workspace of an account, on Enterprise Grid not always the one that asks. */
function isOfOurs({ enterprise_id: enterprise, teams }: EnterpriseUser = {}, self: Self): boolean {
  return enterprise === self.enterprise && (teams?.includes(self.team) ?? false);
}

const HIDDEN = new Set(['user_not_found', 'user_not_visible', 'users_not_found', 'invalid_arguments']);

/** A flag that says anything but false counts. */
function profileOf(user: User): Profile | undefined {
  if (user.team_id === undefined) return undefined;
  const enterprise = user.enterprise_user?.enterprise_id;
  return {
    team: user.team_id,
    ...(enterprise && { enterprise }),
    name: user.real_name ?? user.name ?? '',
    flags: FORBIDDING.filter((flag) => user[flag] !== undefined && user[flag] !== false && user[flag] !== null),
    ...(typeof user.tz === 'string' && { zone: user.tz }),
  };
}
