import { type Actor, type Person, rolesOf } from '../../domain/actor.ts';
import { grantsAfter } from '../../domain/change/change.ts';
import type { ChangeStep } from '../../domain/change/event.ts';
import { changeOf, isAdminForGood, refuseLastAdmin, takesAnAdmin } from '../../domain/change/propose.ts';
import type { ChangeRefusal } from '../../domain/change/refusal.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import { refuseAccount } from '../check-world.ts';
import { dataOf, stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { everybody } from '../everybody.ts';
import { personStream } from '../records.ts';
import type { ReadChange } from './append-change.ts';

/**
 * Applies a confirmed change, once: the event on the changed stream names the change, so that whoever comes after a crash
 * finds it there. It follows the very event that the preview was made from, and nothing else.
 */
export async function applyChange(deps: TendDeps, { story }: ReadChange): Promise<ChangeStep> {
  const { change, base } = story.proposal;
  const stream = personStream(change.whom);
  const [head, next] = await Promise.all([deps.ledger.head(stream), deps.ledger.event({ stream, seq: base + 1 })]);
  if (next) return standing(story.id, change.whom, next);
  const refusal = await refuseAgain(deps, { story }, head && stateOf<Person>(head));
  if (refusal) return { type: 'void', data: { refusal } };
  const { team, user } = change.whom;
  const at = Math.max(deps.now(), head?.at ?? 0);
  const grants = grantsAfter(head && stateOf<Person>(head), change, at);
  const state: Person = { team, user, id: change.person, grants };
  const data = { change: story.id, role: change.role, because: story.proposal.because, grants };
  const type = change.kind === 'grant' ? 'granted' : 'revoked';
  const appended = await deps.ledger.append({ stream, head, type, at, by: story.by, data, state });
  return standing(story.id, change.whom, appended.is === 'appended' ? appended.event : appended.winner);
}

/** The event that follows the preview's: ours, or somebody else's. */
function standing(id: string, whom: Actor, event: StoredEvent): ChangeStep {
  if (dataOf<{ change?: string }>(event).change === id) return { type: 'applied', data: { seq: event.seq } };
  return { type: 'void', data: { refusal: { reason: 'moved', whom } } };
}

/** Everything that the change rests on is decided again, at the moment that counts. */
async function refuseAgain(
  deps: TendDeps,
  { story }: Pick<ReadChange, 'story'>,
  person: Person | undefined,
): Promise<ChangeRefusal | undefined> {
  const { change } = story.proposal;
  const deciders = [story.by, ...story.state.confirms.map(({ by }) => by)];
  const [account, ...lost] = await Promise.all([
    refuseWhom(deps, story),
    ...deciders.map((by) => refuseDecider(deps, by)),
  ]);
  const refusal = account ?? lost.find((one) => one !== undefined);
  if (refusal) return refusal;
  const again = changeOf(change, { person, now: deps.now() });
  if (!again.ok) return again.error;
  return takesAnAdmin(change) ? refuseLastAdmin(change, await adminsWhoAreThere(deps)) : undefined;
}

/** A role is given to an account that Slack vouches for; it can be taken from any. */
export async function refuseWhom(
  { chat }: Pick<TendDeps, 'chat'>,
  { proposal: { change, place } }: ReadChange['story'],
): Promise<ChangeRefusal | undefined> {
  if (change.kind === 'revoke') return undefined;
  const refusal = await refuseAccount(chat, change.whom, place.team);
  return refusal?.reason === 'account' ? { reason: 'account', whom: change.whom, flag: refusal.flag } : undefined;
}

async function refuseDecider(deps: TendDeps, by: Actor): Promise<ChangeRefusal | undefined> {
  const [{ person }, account] = await Promise.all([deps.records(by), refuseAccount(deps.chat, by, by.team)]);
  return rolesOf(person, deps.now()).includes('admin') && !account ? undefined : { reason: 'rights-lost', user: by };
}

/** An admin whose account is closed could give nobody a role. */
async function adminsWhoAreThere(deps: TendDeps): Promise<Person[]> {
  const admins = (await everybody(deps.ledger)).filter(isAdminForGood);
  const refusals = await Promise.all(admins.map((one) => refuseAccount(deps.chat, one, one.team)));
  return admins.filter((_one, at) => refusals[at] === undefined);
}
