import { REMIT } from '../../domain/actor.ts';
import type { ChangeStep } from '../../domain/change/event.ts';
import { type Instant, SECOND } from '../../domain/instant.ts';
import { writeChangeId } from '../../domain/language/run-id.ts';
import type { TendDeps } from '../deps.ts';
import { once } from '../once.ts';
import { cardOf, showCard } from '../show-card.ts';
import { retimeRequests, setsTimes } from '../vendor/retime-requests.ts';
import { appendChange, type ReadChange } from './append-change.ts';
import { applyChange } from './apply-change.ts';
import { changing } from './changing.ts';
import { readAsked } from './read-asked.ts';

const LOOK = 2 * SECOND;

/** Does what a change's head asks for, once. Returns when to look again. */
export async function tendChange(
  deps: TendDeps,
  change: ReadChange,
  { first }: { first: boolean },
): Promise<Instant | undefined> {
  const { state } = change.story;
  switch (state.is) {
    case 'asked':
      return deps.now() >= state.expiresAt
        ? append(deps, change, { type: 'expired', data: {} })
        : append(deps, change, await readAsked(deps, change.story));
    case 'proposed':
      return wait(deps, change, { first, wakeAt: state.wakeAt });
    case 'confirmed':
      return apply(deps, change);
    case 'refused':
      return tellRefusal(deps, change);
    case 'applied':
    case 'denied':
    case 'expired':
    case 'void':
      return conclude(deps, change, { first });
    default:
      return state satisfies never;
  }
}

async function wait(deps: TendDeps, change: ReadChange, { first, wakeAt }: { first: boolean; wakeAt: Instant }) {
  if (deps.now() >= wakeAt) return append(deps, change, { type: 'expired', data: {} });
  const { proposal } = change.story;
  const refusal = await changing(proposal).refuse?.(deps, proposal.place);
  if (refusal) return append(deps, change, { type: 'void', data: { refusal } });
  await showCard(deps, change, { first });
  return wakeAt;
}

async function append(deps: TendDeps, change: ReadChange, step: ChangeStep): Promise<undefined> {
  await appendChange(deps.ledger, change, { step, by: REMIT, at: deps.now() });
}

async function apply(deps: TendDeps, change: ReadChange): Promise<Instant | undefined> {
  const { id, proposal } = change.story;
  const { lock: name } = changing(proposal);
  if (name !== undefined) {
    const lock = await deps.locks.take(name, { holder: id, since: deps.now() });
    if (lock.holder !== id) {
      await deps.soon(change.head.stream, LOOK / SECOND);
      return deps.now() + LOOK;
    }
  }
  return append(deps, change, await applyChange(deps, change));
}

/** The change is over: shows how, and tells whoever proposed it if they had to wait. */
async function conclude(deps: TendDeps, change: ReadChange, { first }: { first: boolean }): Promise<undefined> {
  const { story, head } = change;
  const { lock } = changing(story.proposal);
  if (story.state.is === 'applied') {
    await recordJoining(deps, change);
    await retime(deps, change);
  }
  if (lock !== undefined) await deps.locks.release(lock, story.id);
  await showCard(deps, change, { first });
  const card = await cardOf(deps, head.stream);
  const waited = story.state.wants > 0 || story.state.is === 'void';
  if (card && waited) await once(deps, change, 'announced', () => deps.chat.announce(card, story));
}

/** The tags of a host are the inventory's to set: whoever sends commands may not. */
async function recordJoining(deps: TendDeps, change: ReadChange): Promise<undefined> {
  const { id, proposal, ended, at } = change.story;
  if (proposal.change.kind !== 'add-host') return undefined;
  const joining = { ...proposal.change.host, change: writeChangeId(id), at: ended?.at ?? at };
  return once(deps, change, 'joining', () => deps.joinings.record(joining));
}

/** What a vendor is asked is measured by its record. */
async function retime(deps: TendDeps, change: ReadChange): Promise<undefined> {
  const { story } = change;
  if (!setsTimes(story.proposal.change)) return undefined;
  return once(deps, change, 'retimed', () => retimeRequests(deps, story));
}

/** Refused before it was proposed: there is no card. Who asked is told, unless the acknowledgement already said it. */
async function tellRefusal(deps: TendDeps, change: ReadChange): Promise<undefined> {
  const { id, by, proposal, refusal } = change.story;
  const acknowledged = change.head.seq === 0 && proposal.place.answerPath !== undefined;
  if (!refusal || acknowledged) return undefined;
  const answer = { is: 'change-refused', id, change: proposal.change, refusal } as const;
  return once(deps, change, 'told', () => deps.chat.tell(by, proposal.place, answer));
}
