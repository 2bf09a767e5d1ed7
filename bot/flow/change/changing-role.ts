import type { Person } from '../../domain/actor.ts';
import type { ChangeRefusal } from '../../domain/change/refusal.ts';
import {
  grantsAfter,
  isAdminForGood,
  type RoleChange,
  refuseLastAdmin,
  roleChangeOf,
  takesAnAdmin,
} from '../../domain/change/role.ts';
import { err, ok } from '../../domain/result.ts';
import type { Place } from '../../domain/run/state.ts';
import { refuseAccount } from '../check-world.ts';
import { stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { everybody } from '../everybody.ts';
import { personStream } from '../records.ts';
import type { Changing } from './changing.ts';

/** Held while an admin's role is taken, so that two last admins cannot take each other's. No host can be called so. */
const ADMINS = '@admins';

export function changingRole(change: RoleChange): Changing {
  const { whom, role } = change;
  return {
    stream: personStream(whom),
    moved: { is: 'roles', whom },
    ...(takesAnAdmin(change) && { lock: ADMINS }),
    refuse: (deps, place) => refuseWhom(deps, change, place),
    async make(deps, head) {
      const person = head && stateOf<Person>(head);
      const again = roleChangeOf(change, { person, now: deps.now() });
      if (!again.ok) return again;
      const last = takesAnAdmin(change) && refuseLastAdmin(change, await adminsWhoAreThere(deps));
      if (last) return err(last);
      const grants = grantsAfter(person, change, Math.max(deps.now(), head?.at ?? 0));
      const state: Person = { ...whom, id: change.person, grants };
      return ok({ type: change.kind === 'grant' ? 'granted' : 'revoked', data: { role, grants }, state });
    },
  };
}

/** A role is given to an account that Slack vouches for; it can be taken from any. */
async function refuseWhom(
  { chat }: Pick<TendDeps, 'chat'>,
  { kind, whom }: RoleChange,
  { team }: Place,
): Promise<ChangeRefusal | undefined> {
  if (kind === 'revoke') return undefined;
  const refusal = await refuseAccount(chat, whom, team);
  return refusal?.reason === 'account' ? { reason: 'account', whom, flag: refusal.flag } : undefined;
}

/** An admin whose account is closed could give nobody a role. */
async function adminsWhoAreThere(deps: TendDeps): Promise<Person[]> {
  const admins = (await everybody(deps.ledger)).filter(isAdminForGood);
  const refusals = await Promise.all(admins.map((one) => refuseAccount(deps.chat, one, one.team)));
  return admins.filter((_one, at) => refusals[at] === undefined);
}
