import { type GroupChange, groupChangeOf, groupGrantsAfter, isGuardedGroup } from '../../domain/change/group-role.ts';
import type { ChangeRefusal, Moved } from '../../domain/change/refusal.ts';
import type { GroupRoles } from '../../domain/group.ts';
import { ok } from '../../domain/result.ts';
import { stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { groupStream } from '../records.ts';
import type { Changing } from './changing.ts';
import { seeGroup } from './preview-group.ts';

export function changingGroup(change: GroupChange): Changing {
  const { group, role } = change;
  const moved: Moved = { is: 'group', group };
  return {
    stream: groupStream(group),
    moved,
    refuse: (deps) => refuseGroup(deps, change, moved),
    async make(deps, head) {
      const roles = head && stateOf<GroupRoles>(head);
      const again = groupChangeOf(change, { roles, now: deps.now() });
      if (!again.ok) return again;
      const grants = groupGrantsAfter(roles, change, Math.max(deps.now(), head?.at ?? 0));
      const state: GroupRoles = { ...group, handle: change.handle ?? group.group, grants };
      return ok({ type: change.kind === 'grant-group' ? 'granted' : 'revoked', data: { role, grants }, state });
    },
  };
}

/** Whoever joined since would get a guarded role that nobody confirmed for them, and could have confirmed it themselves. */
async function refuseGroup(deps: TendDeps, change: GroupChange, moved: Moved): Promise<ChangeRefusal | undefined> {
  if (change.kind === 'revoke-group' || !change.seen) return undefined;
  const now = await seeGroup(deps, change);
  if (!now.ok) return now.error;
  const { members } = change.seen;
  const joined = now.value.members.filter(({ user, id }) => !members.some((one) => one.user === user && one.id === id));
  return isGuardedGroup(change) && joined.length > 0 ? { reason: 'moved', what: moved } : undefined;
}
