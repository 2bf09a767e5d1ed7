import { err, ok, type Result } from '../../domain/result.ts';
import type { Chat } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UserGroupRefusal, UserGroups } from '../../ports/user-groups.ts';
import { asked, fault } from './asked.ts';
import type { Web } from './web.ts';

/** Slack's codes for a group that is not there, or not for us. */
const GONE = new Set(['no_such_subteam', 'subteam_not_found', 'invalid_arguments', 'team_not_found']);

/** All groups come in one list, which Slack gives 20 times a minute (tier 2): several groups are read by one. */
const KEEP = 30_000;

type Listed = { id?: string; team_id?: string; handle?: string };
type Deps = { web: Web; profile: Chat['profile']; now: Clock };

/**
 * User groups by `usergroups.list` and `usergroups.users.list`; who of them is a full member of the organisation, by
 * `users.info`. A group that was disabled is none. Without the scope `usergroups:read` it is a fault: nothing was learned.
 */
export function createUserGroups({ web, profile, now }: Deps): UserGroups {
  let held: { at: number; list: Promise<Listed[]> } | undefined;
  const list = () => {
    if (held && now() - held.at < KEEP) return held.list;
    const one = { at: now(), list: readList(web) };
    held = one;
    one.list.catch(() => {
      if (held === one) held = undefined;
    });
    return one.list;
  };
  return {
    async read({ team, group }, most) {
      const found = (await list()).find((one) => one.id === group && one.team_id === team);
      const accounts = found ? await readAccounts(web, group) : gone();
      if (!accounts.ok) return accounts;
      const all = accounts.value;
      if (all.length > most) return err({ reason: 'too-large', count: all.length, most });
      const profiles = await Promise.all(all.map((user) => profile({ team, user })));
      const members = all.filter((_user, at) => profiles[at]?.team === team && profiles[at]?.flags.length === 0);
      return ok({ handle: found?.handle ?? group, members: members.sort(), others: all.length - members.length });
    },
  };
}

async function readList(web: Web): Promise<Listed[]> {
  const list = await asked((await web()).usergroups.list({ include_count: false, include_disabled: false }));
  if (!list.ok) throw fault('usergroups.list', list.error);
  return list.value.usergroups ?? [];
}

async function readAccounts(web: Web, usergroup: string): Promise<Result<string[], UserGroupRefusal>> {
  const read = await asked((await web()).usergroups.users.list({ usergroup, include_disabled: false }));
  if (!read.ok && GONE.has(read.error)) return gone();
  if (!read.ok) throw fault('usergroups.users.list', read.error);
  return ok(read.value.users ?? []);
}

function gone(): Result<never, UserGroupRefusal> {
  return err({ reason: 'no-group' });
}
