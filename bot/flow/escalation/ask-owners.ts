import { type Actor, actorOf, rolesOf } from '../../domain/actor.ts';
import { isOpen } from '../../domain/escalation/state.ts';
import { MOST_ASKED } from '../../domain/run/whom-to-ask.ts';
import type { TendDeps } from '../deps.ts';
import { everybodyNow } from '../everybody.ts';
import { putAsked, readAsked, showDirectly } from '../show-directly.ts';
import type { ReadEscalation } from './append-escalation.ts';
import { askOnRequest } from './ask-on-request.ts';

/** Brings what is asked of our circle owners to them directly, and keeps what they were sent as it stands. Who is written to is on record before anybody is. */
export async function askOwners(deps: TendDeps, read: ReadEscalation): Promise<void> {
  const { story, head } = read;
  if (story.ask.kind !== 'inner' || !story.sent) return;
  if (isOpen(story.state)) {
    const left = (await readAsked(deps, head.stream))?.filter(({ receipt }) => !receipt).map(({ user }) => user);
    const people = left ?? (await putAsked(deps, head, { users: await owners(deps), first: true }));
    for (const person of people) await askOnRequest(deps, read, person);
  }
  await showDirectly(deps, read);
}

async function owners({ ledger, now }: TendDeps): Promise<Actor[]> {
  const at = now();
  const people = (await everybodyNow(ledger, at)).filter((one) => rolesOf(one, at).includes('circle-owner'));
  return people.slice(0, MOST_ASKED).map(actorOf);
}
