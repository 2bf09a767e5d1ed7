import { type Actor, actorOf, rolesOf, sameActor } from '../../domain/actor.ts';
import type { EscalationStory } from '../../domain/escalation/apply.ts';
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
    const people = left ?? (await putAsked(deps, head, { users: await owners(deps, story), first: true }));
    for (const person of people) await askOnRequest(deps, read, person);
  }
  await showDirectly(deps, read);
}

/** The one who is meant, as long as they have the role; else all. */
async function owners({ ledger, now }: TendDeps, { prepared: { owner } }: EscalationStory): Promise<Actor[]> {
  const at = now();
  const people = (await everybodyNow(ledger, at)).filter((one) => rolesOf(one, at).includes('circle-owner'));
  const meant = people.filter((one) => owner && sameActor(one, owner));
  return (meant.length > 0 ? meant : people).slice(0, MOST_ASKED).map(actorOf);
}
