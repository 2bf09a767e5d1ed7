import { holds, REMIT } from '../../domain/actor.ts';
import { type GroupRoles, type Membership, MOST_IN_ALL, MOST_MEMBERS } from '../../domain/group.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import { stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { groupStream, MEMBERS } from '../records.ts';

/** Slack is asked so often who is in a group, and on record it is so often, though nothing changed. */
export const ASKED_EVERY = 5 * MINUTE;
const WRITTEN_EVERY = 30 * MINUTE;

/** Groups with roles that are looked at. One beyond gives none. */
const MOST_GROUPS = 50;

type Deps = Pick<TendDeps, 'ledger' | 'userGroups' | 'now' | 'log'>;
type State = Membership & { wakeAt?: Instant };

/** The clock's, and of the event that a refresh wrote: asks Slack when it is time. Returns when that is next. */
export async function tendMembers(deps: Deps, head: StoredEvent): Promise<Instant | undefined> {
  const { readAt, wakeAt } = stateOf<State>(head);
  if (wakeAt === undefined) return undefined;
  if (deps.now() < readAt + ASKED_EVERY) return wakeAt;
  return refreshMembers(deps);
}

/**
 * Asks Slack who is in each group that has a role, and puts it on record where it is otherwise than before, or old. `also`: the
 * stream of a group that the index may not know yet. A refresh that somebody else did in the same moment is as good, but for that.
 */
export async function refreshMembers(deps: Deps, also?: string): Promise<Instant | undefined> {
  const { ledger } = deps;
  const head = await ledger.head(MEMBERS);
  const before = head && stateOf<State>(head);
  const readAt = deps.now();
  const granted = await groupsWithRoles(deps, { before, also });
  const team = granted[0]?.team ?? before?.team;
  if (team === undefined) return undefined;
  const wakes = granted.length > 0 ? { wakeAt: readAt + ASKED_EVERY } : {};
  const state: State = { team, readAt, groups: await membersOf(deps, granted), ...wakes };
  if (before && !isNews(before, state)) return wakes.wakeAt;
  const at = Math.max(readAt, head?.at ?? 0);
  const data = { groups: state.groups.length };
  const appended = await ledger.append({ stream: MEMBERS, head, type: 'read', at, by: REMIT, data, state });
  return appended.is === 'lost' && also !== undefined ? refreshMembers(deps, also) : undefined;
}

function isNews(before: State, after: State): boolean {
  if (JSON.stringify(before.groups) !== JSON.stringify(after.groups)) return true;
  if ((before.wakeAt === undefined) !== (after.wakeAt === undefined)) return true;
  return after.wakeAt !== undefined && after.readAt >= before.readAt + WRITTEN_EVERY;
}

async function groupsWithRoles(
  { ledger, now }: Deps,
  { before, also }: { before: State | undefined; also: string | undefined },
): Promise<GroupRoles[]> {
  const first = await ledger.recent('group', { limit: MOST_GROUPS });
  const streams = new Set([...first.map(({ stream }) => stream), ...(also === undefined ? [] : [also])]);
  const heads = await Promise.all([...streams].sort().map((stream) => ledger.head(stream)));
  const groups = heads.flatMap((head) => (head ? [stateOf<GroupRoles>(head)] : []));
  const missed = (before?.groups ?? []).filter(({ group }) => !groups.some((one) => one.group === group));
  const of = before?.team ?? '';
  const others = await Promise.all(missed.map(({ group }) => ledger.head(groupStream({ team: of, group }))));
  const all = [...groups, ...others.flatMap((head) => (head ? [stateOf<GroupRoles>(head)] : []))];
  return all.filter(({ grants }) => grants.some((grant) => holds(grant, now())));
}

/** A group that is gone, or too large, gives nothing: its members are left out, and its roles end with that. */
async function membersOf({ userGroups, log }: Deps, granted: readonly GroupRoles[]): Promise<Membership['groups']> {
  const read = await Promise.all(granted.map((one) => userGroups.read(one, MOST_MEMBERS)));
  let room = MOST_IN_ALL;
  return granted.flatMap(({ group }, at) => {
    const found = read[at];
    if (!found?.ok) {
      log('warn', 'group-left-out', { group, reason: found?.error.reason ?? 'unread' });
      return [];
    }
    const { handle, members } = found.value;
    room -= members.length;
    if (room < 0) log('warn', 'group-left-out', { group, reason: 'no-room' });
    return room < 0 ? [] : [{ group, handle, members }];
  });
}
