import { type Actor, type Person, pairOfOne, REMIT, rolesOf } from '../../domain/actor.ts';
import { refuseCell } from '../../domain/change/activities.ts';
import type { ChangeStep } from '../../domain/change/event.ts';
import type { ChangeRefusal } from '../../domain/change/refusal.ts';
import type { Instant } from '../../domain/instant.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import { refuseAccount } from '../check-world.ts';
import { dataOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import type { ReadChange } from './append-change.ts';
import { type Changing, changing } from './changing.ts';

/**
 * Applies a confirmed change, once: the event on the changed stream names the change, so that whoever comes after a crash
 * finds it there. It follows the very event that the preview was made from, and nothing else, unless its kind says what it rests on there.
 */
export async function applyChange(deps: TendDeps, { story }: ReadChange): Promise<ChangeStep> {
  const { base, because } = story.proposal;
  const changed = changing(story.proposal);
  const { stream } = changed;
  const [head, next] = await Promise.all([deps.ledger.head(stream), deps.ledger.event({ stream, seq: base + 1 })]);
  const stands = next && (changed.follows ? await ownSince(deps, story, stream) : next);
  if (stands) return standing(story.id, changed, stands);
  const refusal = await refuseAgain(deps, story, changed);
  if (refusal) return { type: 'void', data: { refusal } };
  const made = await changed.make(deps, head);
  if (!made.ok) return { type: 'void', data: { refusal: made.error } };
  const { type, state } = made.value;
  const at = Math.max(deps.now(), head?.at ?? 0);
  const data = { change: story.id, because, ...made.value.data };
  const appended = await deps.ledger.append({ stream, head, type, at, by: story.by, data, state });
  return standing(story.id, changed, appended.is === 'appended' ? appended.event : appended.winner);
}

/** The event that this change became, wherever it stands after the preview's. */
async function ownSince(
  { ledger }: TendDeps,
  { id, proposal }: ReadChange['story'],
  stream: string,
): Promise<StoredEvent | undefined> {
  const events = await ledger.read(stream);
  return events.find((event) => event.seq > proposal.base && dataOf<{ change?: string }>(event).change === id);
}

/** The event that follows the preview's: ours, or somebody else's. */
function standing(id: string, { moved }: Changing, event: StoredEvent): ChangeStep {
  if (dataOf<{ change?: string }>(event).change === id) return { type: 'applied', data: { seq: event.seq } };
  return { type: 'void', data: { refusal: { reason: 'moved', what: moved } } };
}

/** What the change rests on besides the records is decided again, at the moment that counts. */
async function refuseAgain(
  deps: TendDeps,
  { by, state, proposal }: ReadChange['story'],
  changed: Changing,
): Promise<ChangeRefusal | undefined> {
  const deciders = [by, ...state.confirms.map((confirm) => confirm.by)];
  const [{ matrix }, refusal, decided] = await Promise.all([
    deps.records(REMIT),
    changed.refuse?.(deps, proposal.place),
    Promise.all(deciders.map((decider) => readDecider(deps, decider))),
  ]);
  return refusal ?? refuseCell(proposal.change, matrix) ?? refuseDeciders(decided, deps.now());
}

type Decider = { by: Actor; person: Person | undefined; vouched: boolean };

async function readDecider(deps: TendDeps, by: Actor): Promise<Decider> {
  const [{ person }, account] = await Promise.all([deps.records(by), refuseAccount(deps.chat, by, by.team)]);
  return { by, person, vouched: account === undefined };
}

/** Each still has to be an admin, and another person than the others: accounts may have been linked since. */
function refuseDeciders(deciders: readonly Decider[], now: Instant): ChangeRefusal | undefined {
  const gone = deciders.find(({ person, vouched }) => !vouched || !rolesOf(person, now).includes('admin'));
  if (gone) return { reason: 'rights-lost', user: gone.by };
  const users = pairOfOne(deciders.map(({ person }) => person).filter((one) => one !== undefined));
  return users && { reason: 'one-person', users };
}
