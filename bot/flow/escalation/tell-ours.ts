import { tellEscalation } from '../../domain/escalation/apply.ts';
import type { EscalationEvent } from '../../domain/escalation/event.ts';
import type { TendDeps } from '../deps.ts';
import { cardOf } from '../show-card.ts';
import { escalationEventOf, type ReadEscalation } from './append-escalation.ts';

/** The receipt of the last event of which whoever asked was told. */
const TOLD = 'told-ours';

/**
 * Mentions whoever asked, below our card, once for each thing that they wait for: that the vendor took it or did not, asks something, gave their word, is done.
 * Each with the words of how it stood then.
 */
export async function tellOurs(deps: TendDeps, { head, events, story }: ReadEscalation): Promise<void> {
  const { stream, seq } = head;
  const done = (await deps.receipts.get(stream, TOLD))?.seq ?? -1;
  if (done >= seq) return;
  const card = await cardOf(deps, stream);
  const told = events.map(escalationEventOf);
  for (const event of card ? told : []) {
    if (event.seq <= done || !isNews(event)) continue;
    await deps.chat.announce(card, tellEscalation(story.id, told.slice(0, event.seq + 1)));
    await deps.receipts.put(stream, TOLD, { value: {}, seq: event.seq });
  }
  await deps.receipts.put(stream, TOLD, { value: {}, seq });
}

/** What nobody of ours did just now: whoever withdraws it, or records that it is done, knows it. */
function isNews(event: EscalationEvent): boolean {
  switch (event.type) {
    case 'accepted':
    case 'declined':
    case 'asked-back':
    case 'answered':
    case 'cost-denied':
    case 'expired':
      return true;
    case 'done':
      return event.data.heard === 'given';
    default:
      return false;
  }
}
