import type { Person } from '../../domain/actor.ts';
import { type AccountChange, accountChangeOf, personAfter } from '../../domain/change/link.ts';
import type { ChangeRefusal } from '../../domain/change/refusal.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Place } from '../../domain/run/state.ts';
import { refuseAccount } from '../check-world.ts';
import { stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { everybodyWith } from '../everybody.ts';
import { personStream } from '../records.ts';
import type { Changing } from './changing.ts';

/** Held while an account changes hands: of two links at once, one could leave the other's accounts behind. */
const ACCOUNTS = '@accounts';

export function changingAccount(change: AccountChange): Changing {
  const { whom } = change;
  return {
    stream: personStream(whom),
    moved: { is: 'roles', whom },
    lock: ACCOUNTS,
    refuse: (deps, place) => refuseAccounts(deps, change, place),
    async make(deps, head) {
      const again = await decideAgain(deps, change);
      if (!again.ok) return again;
      const id = personAfter(change);
      const state: Person = { ...whom, id, grants: head ? stateOf<Person>(head).grants : [] };
      const data = { id, was: change.person, ...(change.kind === 'link' ? { to: change.to } : { from: change.from }) };
      return ok({ type: change.kind === 'link' ? 'linked' : 'unlinked', data, state });
    },
  };
}

/** Whose the accounts are, and what they may, can have changed on other streams than the one that is changed. */
async function decideAgain({ ledger, now }: TendDeps, change: AccountChange): Promise<Result<void, ChangeRefusal>> {
  const named = change.kind === 'link' ? [change.whom, change.to] : [change.whom];
  const again = accountChangeOf(change, { everybody: await everybodyWith(ledger, named), now: now() });
  if (!again.ok) return again;
  const same = personAfter(again.value) === personAfter(change) && (change.guarded || !again.value.guarded);
  return same ? ok(undefined) : err({ reason: 'moved', what: { is: 'roles', whom: change.whom } });
}

/** An account that Slack does not vouch for is nobody's second one; it can be parted from any. */
async function refuseAccounts(
  { chat }: Pick<TendDeps, 'chat'>,
  change: AccountChange,
  { team }: Place,
): Promise<ChangeRefusal | undefined> {
  if (change.kind === 'unlink') return undefined;
  const accounts = [change.whom, change.to];
  const refusals = await Promise.all(
    accounts.map(async (whom): Promise<ChangeRefusal | undefined> => {
      const refusal = await refuseAccount(chat, whom, team);
      return refusal?.reason === 'account' ? { reason: 'account', whom, flag: refusal.flag } : undefined;
    }),
  );
  return refusals.find((refusal) => refusal !== undefined);
}
