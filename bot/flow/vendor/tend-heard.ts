import type { Answer } from '../../domain/answer.ts';
import { VENDOR_CARD } from '../../domain/escalation/to-vendor.ts';
import type { HeardStory, Settled } from '../../domain/vendor/heard.ts';
import type { TendDeps } from '../deps.ts';
import { escalationStream } from '../escalation/append-escalation.ts';
import { once } from '../once.ts';
import { type ReadHeard, settleHeard } from './append-heard.ts';
import { decideHeard } from './decide-heard.ts';

/**
 * Decides what somebody of another organisation said, then says what came of it where they said it. What was done is shown by the request's card, and needs no
 * words. What they are told when they are told no is theirs to know, or the one fixed sentence.
 */
export async function tendHeard(deps: TendDeps, read: ReadHeard): Promise<undefined> {
  const { settled } = read.story;
  if (settled) {
    await once(deps, read, 'told', () => answer(deps, read.story, settled));
    return undefined;
  }
  const decided = await decideHeard(deps, read.story);
  await settleHeard(deps.ledger, read, { ...decided, at: deps.now() });
  return undefined;
}

async function answer(deps: TendDeps, story: HeardStory, settled: Settled): Promise<void> {
  const request = settled.is === 'refused' || settled.is === 'misread' ? settled.request : undefined;
  const place = await placeOf(deps, story, request);
  if (settled.is === 'turned-away') return settled.why === 'ours' ? undefined : deps.chat.turnAway(place);
  const said = answerTo(story, settled);
  if (said) await deps.chat.answerVendor(place, said);
}

function answerTo({ by: to, heard }: HeardStory, settled: Exclude<Settled, { is: 'turned-away' }>): Answer | undefined {
  switch (settled.is) {
    case 'acted':
    case 'ran':
      return undefined;
    case 'refused': {
      const { request, refusal } = settled;
      // A mark on what is over says nothing that somebody waits to be answered on.
      if (heard.via === 'reaction' && refusal.reason === 'too-late') return undefined;
      return { is: 'heard-refused', to, request, refusal };
    }
    case 'misread': {
      const { request, misread } = settled;
      return { is: 'heard-misread', to, misread, ...(request !== undefined && { request }) };
    }
    default:
      return settled satisfies never;
  }
}

/** In the thread in which it was said, or below what it was said of; what was said in a form, below the request's card. */
async function placeOf({ receipts }: TendDeps, { heard }: HeardStory, request: string | undefined) {
  const { team, channel, thread, message } = heard.place;
  const card = request === undefined ? undefined : await receipts.get(escalationStream(request), VENDOR_CARD);
  const below = thread ?? message ?? (card?.value.channel === channel ? card.value.ts : undefined);
  return { team, channel, ...(below !== undefined && { thread: below }) };
}
