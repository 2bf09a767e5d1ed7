import { type Actor, actorOf } from '../../domain/actor.ts';
import { mayAgree } from '../../domain/escalation/cost.ts';
import { firstAsked } from '../../domain/run/whom-to-ask.ts';
import type { TendDeps } from '../deps.ts';
import type { ReadEscalation } from '../escalation/append-escalation.ts';
import { askOnRequest } from '../escalation/ask-on-request.ts';
import { everybodyNow } from '../everybody.ts';
import { putAsked, readAsked, showDirectly } from '../show-directly.ts';
import { wantedOn } from './wanted-on-cost.ts';

/**
 * Asks whoever may approve a cost in their direct messages, with the request's card, when it is estimated first. Who is written to is on record
 * before anybody is, and each message leaves a receipt; from then on it shows how the request stands, as the card in the channel does.
 */
export async function askBudgetHolders(deps: TendDeps, read: ReadEscalation): Promise<void> {
  const { story, head } = read;
  if (story.ask.kind !== 'paid') return;
  const asked = await readAsked(deps, head.stream);
  if (story.state.is === 'estimated') {
    const left = asked?.filter(({ receipt }) => !receipt).map(({ user }) => user);
    const people = left ?? (await putAsked(deps, head, { users: await whomToAsk(deps, read), first: true }));
    for (const person of people) await askOnRequest(deps, read, person);
  }
  if (asked || story.state.is === 'estimated') await showDirectly(deps, read);
}

async function whomToAsk(deps: TendDeps, { story }: ReadEscalation): Promise<Actor[]> {
  const { matrix, policy } = await deps.records(story.by);
  if (!policy) return [];
  const now = deps.now();
  const wanted = await wantedOn(deps, story, { matrix, policy, at: now });
  const may = mayAgree(story.state, await everybodyNow(deps.ledger, now), { ...wanted, now });
  return firstAsked(may, policy.askDirectly ?? 'on-call', now).map(actorOf);
}
