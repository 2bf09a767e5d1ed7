import { isEscalation } from '../../domain/card.ts';
import { tellEscalation } from '../../domain/escalation/apply.ts';
import { REOPEN_FOR } from '../../domain/escalation/our-act.ts';
import { isOpen } from '../../domain/escalation/state.ts';
import { tellToVendor, VENDOR_CARD, type VendorLoss } from '../../domain/escalation/to-vendor.ts';
import { toldVendor } from '../../domain/escalation/told-vendor.ts';
import { type Instant, MINUTE, SECOND } from '../../domain/instant.ts';
import { isPassed } from '../../domain/vendor/reminder.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import { othersIn } from '../../domain/vendor/who-speaks.ts';
import { ChatBusy, type MessageRef } from '../../ports/chat.ts';
import { anyAtWork } from '../claim.ts';
import type { TendDeps } from '../deps.ts';
import { cardOf, type Kind, showAgain, showCard } from '../show-card.ts';
import { readVendors } from '../vendor/read-vendors.ts';
import { threadStream } from '../vendor/thread-of.ts';
import { readOurs } from '../vendor/vendor-parties.ts';
import { escalationEventOf, type ReadEscalation } from './append-escalation.ts';
import { noteVendorLoss } from './vendor-loss.ts';

const CARD = { effect: VENDOR_CARD };
/** What the receipt of a card says that was taken away since the vendor has another channel. */
const MOVED = 'moved';
/** The receipt of the last event that was said below it. */
const SAID = 'vendor-said';
/** How often a channel that could not be reached is tried again. */
const AGAIN = 5 * MINUTE;

type Reachable = Vendor & { channel: { team: string; channel: string } };

/**
 * Makes the card in the vendor's channel show the newest state, and leaves the receipt by which its thread is known. Where they cannot be reached nothing is
 * lost: it is put on record for our own card, and tried again. `moved`: our own card has to be shown once more. `wakeAt`: when to come back.
 */
export async function tellVendor(
  deps: TendDeps,
  read: ReadEscalation,
  { first }: { first: boolean },
): Promise<{ moved: boolean; wakeAt?: Instant }> {
  const { state, sent } = read.story;
  if (state.vendor === undefined || !sent) return { moved: false };
  const found = await reach(deps, state.vendor);
  const why = 'why' in found ? found.why : await keepCard(deps, read, { vendor: found, first });
  const moved = await noteVendorLoss(deps, read.head, why);
  if (why !== undefined) deps.log('warn', 'vendor-not-reached', { stream: read.head.stream, why });
  const wakeAt = why === undefined ? undefined : await againAt(deps, read);
  return { moved, ...(wakeAt !== undefined && { wakeAt }) };
}

/** How long after its end a card that still shows it as open is tried again: each time after as long as it has been over. */
const SEEN_FOR = REOPEN_FOR;

/** A card that they have must not ask them for what is over; what they never saw is nothing to come back for. */
async function againAt(deps: TendDeps, { story, head }: ReadEscalation): Promise<Instant | undefined> {
  const now = deps.now();
  if (isOpen(story.state)) return now + AGAIN;
  const over = now - (story.ended ?? story.answered ?? story).at;
  if (over > SEEN_FOR || !(await hasBeenSeen(deps, head.stream))) return undefined;
  return now + Math.max(AGAIN, over);
}

/** The same after a worker died, whose last edit may have landed after the others'. */
export async function showVendorAgain(deps: TendDeps, read: ReadEscalation): Promise<void> {
  const { state, sent } = read.story;
  if (state.vendor === undefined || !sent) return;
  const found = await reach(deps, state.vendor);
  if ('why' in found) return;
  const card = await cardOf(deps, read.head.stream, CARD);
  if (card?.channel === found.channel.channel) await showAgain(deps, read, kindOf(found));
}

/** The vendor with its channel, if nobody but they and we are in it. */
async function reach(deps: TendDeps, name: string): Promise<Reachable | { why: VendorLoss }> {
  const vendor = (await readVendors(deps.ledger)).find((one) => one.name === name);
  if (!vendor) return { why: 'unregistered' };
  const { channel } = vendor;
  if (!channel) return { why: 'no-channel' };
  const room = await deps.rooms.look(channel.channel);
  if (!room.ok) return { why: room.error.reason };
  const { is, member } = room.value;
  if (is === 'archived') return { why: 'archived' };
  if (!member) return { why: 'left-out' };
  const theirs = othersIn(room.value, await readOurs(deps.records, channel.team));
  if (theirs.some((team) => !vendor.organisations.includes(team))) return { why: 'strangers' };
  return theirs.length === 0 ? { why: 'disconnected' } : { ...vendor, channel };
}

/** Posts the card once and edits it in place. Says why, where that could not be. */
async function keepCard(
  deps: TendDeps,
  read: ReadEscalation,
  { vendor, first }: { vendor: Reachable; first: boolean },
): Promise<VendorLoss | undefined> {
  const { stream, seq } = read.head;
  await leaveOld(deps, read, vendor);
  const kind = kindOf(vendor);
  // What ended before they saw it is nothing to show them.
  if (!isOpen(read.story.state) && !(await isShown(deps, read, kind))) return undefined;
  await showCard(deps, read, { first, kind });
  const receipt = await deps.receipts.get(stream, VENDOR_CARD);
  // Somebody deleted it: they cannot answer what they do not see.
  if (receipt?.value.gone === 'deleted' && isOpen(read.story.state)) await showCard(deps, read, { first: false, kind });
  const card = await cardOf(deps, stream, CARD);
  if (!card) return 'forbidden';
  const thread = threadStream(card);
  if (!(await deps.receipts.get(thread, 'request'))) {
    await deps.receipts.leave(thread, 'request', { value: { stream }, seq });
  }
  return sayToVendor(deps, read, card);
}

async function hasBeenSeen(deps: TendDeps, stream: string): Promise<boolean> {
  const receipt = await deps.receipts.get(stream, VENDOR_CARD);
  return receipt !== undefined && (receipt.value.gone === undefined || receipt.value.gone === MOVED);
}

/** Also one whose receipt was not left, since whoever posted it died; one that another worker may be posting now is waited for. */
async function isShown(deps: TendDeps, { head, events, story }: ReadEscalation, { shows }: Kind): Promise<boolean> {
  if (await hasBeenSeen(deps, head.stream)) return true;
  if (await deps.chat.findCard(shows(story))) return true;
  if (anyAtWork(events.slice(0, -1), deps.now())) throw new ChatBusy(2 * SECOND);
  return false;
}

/** Says below the card what happened since, each thing once and in order. */
async function sayToVendor(
  deps: TendDeps,
  { head, events, story }: ReadEscalation,
  card: MessageRef,
): Promise<VendorLoss | undefined> {
  const { stream, seq } = head;
  const done = (await deps.receipts.get(stream, SAID))?.seq ?? -1;
  if (done >= seq) return undefined;
  const all = events.map(escalationEventOf);
  for (const event of all.filter((one) => one.seq > done)) {
    if (isPassed(event, story)) continue;
    const told = toldVendor(tellEscalation(story.id, all.slice(0, event.seq + 1)), event);
    if (!told) continue;
    if ((await deps.chat.sayToVendor(card, told)).is === 'unreachable') return 'forbidden';
    await deps.receipts.put(stream, SAID, { value: {}, seq: event.seq });
  }
  await deps.receipts.put(stream, SAID, { value: {}, seq });
  return undefined;
}

/** The vendor has another channel now: nobody may act on the card in the one before, and nobody knows who reads along there. */
async function leaveOld(deps: TendDeps, { head }: ReadEscalation, { channel }: Reachable): Promise<void> {
  const card = await cardOf(deps, head.stream, CARD);
  if (!card || card.channel === channel.channel) return;
  await deps.chat.removeCard(card);
  await deps.receipts.put(head.stream, VENDOR_CARD, { value: { gone: MOVED }, seq: 0 });
}

function kindOf(vendor: Reachable): Kind {
  return {
    ...CARD,
    posts: ['sent'],
    shows: (story) => (isEscalation(story) ? tellToVendor(story, vendor) : story),
    again: true,
  };
}
