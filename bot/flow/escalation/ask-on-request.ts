import type { Actor } from '../../domain/actor.ts';
import type { TendDeps } from '../deps.ts';
import { besideOf, showOn } from '../show-card.ts';
import { askOf } from '../show-directly.ts';
import { type ReadEscalation, readEscalation } from './append-escalation.ts';

/** Sends the card of a request to somebody of ours, directly. Where two workers ask the same person at once, the message whose receipt was first stays. */
export async function askOnRequest(deps: TendDeps, { head, story }: ReadEscalation, person: Actor): Promise<void> {
  const posted = await deps.chat.askDirectly(person, story, await besideOf(deps, story));
  const value: Record<string, string> = posted.is === 'unreachable' ? { gone: posted.why } : posted.ref;
  const seq = posted.is === 'found' ? 0 : head.seq;
  const receipt = await deps.receipts.leave(head.stream, askOf(person), { value, seq });
  if (posted.is === 'posted' && receipt.value.ts !== posted.ref.ts) await deps.chat.removeCard(posted.ref);
  // It may have gone on meanwhile: whoever came by then did not know of this message.
  const newest = await readEscalation(deps.ledger, head.stream);
  if (newest && newest.head.seq > head.seq) await showOn(deps, newest, { effect: askOf(person), receipt });
}
