import { actorOf, rolesOf } from '../../domain/actor.ts';
import { MOST_ASKED } from '../../domain/run/whom-to-ask.ts';
import type { TendDeps } from '../deps.ts';
import { everybodyNow } from '../everybody.ts';
import { showOn } from '../show-card.ts';
import { type Asked, askOf, putAsked, readAsked } from '../show-directly.ts';
import type { ReadEscalation } from './append-escalation.ts';

/** Brings what is asked of our circle owners to them directly, and keeps what they were sent as it stands. Who is written to is on record before anybody is. */
export async function askOwners(deps: TendDeps, read: ReadEscalation): Promise<void> {
  const { story, head } = read;
  if (story.ask.kind !== 'inner' || !story.sent) return;
  if (!(await readAsked(deps, head.stream))) {
    const now = deps.now();
    const owners = (await everybodyNow(deps.ledger, now)).filter((one) => rolesOf(one, now).includes('circle-owner'));
    await putAsked(deps, head, { users: owners.slice(0, MOST_ASKED).map(actorOf), first: true });
  }
  for (const { user, effect, receipt } of (await readAsked(deps, head.stream)) ?? []) {
    if (receipt) await showOn(deps, read, { effect, receipt });
    else await tell(deps, read, user);
  }
}

async function tell({ chat, receipts }: TendDeps, { story, head }: ReadEscalation, user: Asked['user']) {
  const posted = await chat.askDirectly(user, story);
  const value: Record<string, string> = posted.is === 'unreachable' ? { gone: posted.why } : posted.ref;
  const seq = posted.is === 'found' ? 0 : head.seq;
  const receipt = await receipts.leave(head.stream, askOf(user), { value, seq });
  if (posted.is === 'posted' && receipt.value.ts !== posted.ref.ts) await chat.removeCard(posted.ref);
}
