import type { Person } from '../../domain/actor.ts';
import type { GroupChange, SeenGroup } from '../../domain/change/group-role.ts';
import type { ChangeRefusal } from '../../domain/change/refusal.ts';
import { ownId } from '../../domain/change/role.ts';
import { MOST_MEMBERS } from '../../domain/group.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { personStream } from '../records.ts';

type Grant = Extract<GroupChange, { kind: 'grant-group' }>;
type Deps = Pick<TendDeps, 'ledger' | 'userGroups'>;

/** Who would get the role, as Slack and the ledger say now; nothing of the records has to be read from a file. */
export async function previewGroup(deps: Deps, change: Grant): Promise<Result<Grant, ChangeRefusal>> {
  const seen = await seeGroup(deps, change);
  return seen.ok ? ok({ ...change, handle: seen.value.handle, seen: seen.value }) : seen;
}

/** The members with the humans behind them, so that nobody confirms a role for an account of their own. */
export async function seeGroup(
  { ledger, userGroups }: Deps,
  { group }: Pick<Grant, 'group'>,
): Promise<Result<SeenGroup, ChangeRefusal>> {
  const read = await userGroups.read(group, MOST_MEMBERS);
  if (!read.ok) return err({ reason: 'group', group, why: read.error });
  const { handle, others } = read.value;
  const members = await Promise.all(
    read.value.members.map(async (user) => {
      const account = { team: group.team, user };
      const head = await ledger.head(personStream(account));
      const id = head && stateOf<Person>(head).id;
      return id === undefined || id === ownId(account) ? { user } : { user, id };
    }),
  );
  return ok({ handle, members, others });
}
