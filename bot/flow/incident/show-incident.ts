import type { IncidentStory } from '../../domain/incident/story.ts';
import { type Instant, SECOND } from '../../domain/instant.ts';
import type { Place } from '../../domain/run/state.ts';
import { type Beside, ChatBusy, type MessageRef } from '../../ports/chat.ts';
import type { Receipt } from '../../ports/receipts.ts';
import { anyAtWork } from '../claim.ts';
import type { TendDeps } from '../deps.ts';
import { issueAbout } from '../tracked/log-issue.ts';
import { type ReadIncident, readIncident } from './append-incident.ts';
import { tellIncident } from './tell-incident.ts';
import { leftOpen } from './written.ts';

/** A card changes at most this often: Slack takes some fifty edits a minute, of everybody, and one a second in a channel. */
export const LIVE = 4 * SECOND;
/** Crossed workers settle in a round or two. */
const ROUNDS = 3;

/** The whole card, where people work on it; and a short one where it was declared, if that is elsewhere. */
const CARDS = { room: 'card', short: 'card-short' } as const;
type As = keyof typeof CARDS;

/**
 * Makes the cards show the newest state: posts them once, then edits them in place. For whoever has claimed the head: nobody else
 * posts. Returns when to look again, where an edit has to wait.
 */
export async function showIncident(
  deps: TendDeps,
  read: ReadIncident,
  { first }: { first: boolean },
): Promise<Instant | undefined> {
  for (const { as, place } of placesOf(read)) {
    const receipt = await deps.receipts.get(read.head.stream, CARDS[as]);
    if (!receipt) await post(deps, read, { card: { as, place }, first });
  }
  return showSince(deps, read);
}

/**
 * Brings cards that stand up to what the stream and the timeline say by now. For everybody, at any time: of crossed workers the
 * newest state remains, and a burst of changes is shown every few seconds, and at its end.
 */
export async function showSince(deps: TendDeps, read: ReadIncident): Promise<Instant | undefined> {
  const waits: Instant[] = [];
  for (const card of placesOf(read)) {
    const receipt = await deps.receipts.get(read.head.stream, CARDS[card.as]);
    const again = receipt && (await update(deps, read, { card, receipt }));
    if (again !== undefined) waits.push(again);
  }
  if (waits.length === 0) return undefined;
  const again = Math.min(...waits);
  await deps.soon(read.head.stream, Math.max(1, Math.ceil((again - deps.now()) / SECOND)));
  return again;
}

type Card = { as: As; place: Place };

function placesOf({ state: { room, place } }: ReadIncident): Card[] {
  const short: Card = { as: 'short', place };
  if (!room) return [short];
  if (room.archived) return room.channel === place.channel ? [] : [short];
  const whole: Card = { as: 'room', place: { team: room.team, channel: room.channel } };
  return room.channel === place.channel ? [whole] : [whole, short];
}

async function post(
  deps: TendDeps,
  read: ReadIncident,
  { card, first }: { card: Card; first: boolean },
): Promise<void> {
  const { stream, seq } = read.head;
  const story = await tellIncident(deps, read, card);
  const fresh = first && seq <= 1;
  const found = fresh ? undefined : await deps.chat.findCard(story);
  if (found) {
    await deps.receipts.leave(stream, CARDS[card.as], { value: { ...found, shows: '' }, seq: 0 });
    return;
  }
  const past = (await leftOpen(deps, stream)).filter((event) => event.seq < seq);
  if (!fresh && anyAtWork(past, deps.now())) throw new ChatBusy(2 * SECOND);
  const posted = await deps.chat.postCard(story, await loggedAs(deps, read.head.stream));
  const value: Record<string, string> =
    posted.is === 'posted' ? { ...posted.ref, shows: gist(story) } : { gone: posted.why };
  const receipt = await deps.receipts.leave(stream, CARDS[card.as], { value, seq: story.seq });
  if (posted.is === 'posted' && receipt.value.ts !== posted.ref.ts) await deps.chat.removeCard(posted.ref);
}

async function loggedAs(deps: Pick<TendDeps, 'ledger'>, stream: string): Promise<Beside> {
  const issue = await issueAbout(deps, stream);
  return issue ? { issue } : {};
}

/** What a short card says: it is not edited for every entry. */
function gist({ state }: IncidentStory): string {
  const { is, severity, title, room, roles } = state;
  return JSON.stringify([is, severity, title, room?.channel, roles.lead?.user]);
}

type Standing = { card: Card; receipt: Receipt };

async function update(deps: TendDeps, read: ReadIncident, standing: Standing): Promise<Instant | undefined> {
  const { receipt } = standing;
  if (receipt.value.gone !== undefined) return undefined;
  const moved = await movedOn(deps, read, receipt.seq);
  if (!moved) return undefined;
  const again = (receipt.at ?? 0) + LIVE;
  return deps.now() < again ? again : show(deps, moved, standing);
}

async function show(deps: TendDeps, read: ReadIncident, standing: Standing): Promise<Instant | undefined> {
  const { card, receipt } = standing;
  let newest = read;
  for (let round = 0; round < ROUNDS; round += 1) {
    const own = await beginEdit(deps, newest, card);
    newest = (await readIncident(deps.ledger, read.id)) ?? newest;
    const story = await tellIncident(deps, newest, card);
    if (card.as === 'short' && receipt.value.shows === gist(story)) return undefined;
    if (!(await edit(deps, story, standing))) return undefined;
    if ((await editOf(deps, newest, card)) === own) {
      return (await movedOn(deps, newest, story.seq)) && deps.now() + LIVE;
    }
  }
  throw new ChatBusy(LIVE);
}

/**
 * Puts on record that an edit begins, before it is read what to show. Whoever finds at the end that another one has begun since shows the card once more: theirs
 * may be on it already, and ours may have landed after it. The last one to begin knows the newest.
 */
async function beginEdit({ receipts, now }: TendDeps, { head }: ReadIncident, { as }: Card): Promise<string> {
  const own = `${now()} ${head.seq}`;
  await receipts.put(head.stream, `${CARDS[as]}-edit`, { value: { own }, seq: head.seq });
  return own;
}

async function editOf({ receipts }: TendDeps, { head }: ReadIncident, { as }: Card): Promise<string | undefined> {
  return (await receipts.get(head.stream, `${CARDS[as]}-edit`))?.value.own;
}

/** The incident as it is now, if anything of it is not shown yet. */
async function movedOn(deps: TendDeps, read: ReadIncident, shown: number): Promise<ReadIncident | undefined> {
  const { changes } = await deps.timeline.head(read.id);
  const newest = (await readIncident(deps.ledger, read.id)) ?? read;
  return newest.head.seq + changes > shown ? newest : undefined;
}

/** False when the card is not there any more. */
async function edit(
  { chat, receipts, ledger, now }: TendDeps,
  story: IncidentStory,
  { card, receipt }: Standing,
): Promise<boolean> {
  const { channel = '', ts = '' } = receipt.value;
  const stream = `incident#${story.id}`;
  const effect = CARDS[card.as];
  if ((await chat.updateCard({ channel, ts }, story, await loggedAs({ ledger }, stream))) === 'gone') {
    await receipts.put(stream, effect, { value: { gone: 'deleted' }, seq: story.seq });
    return false;
  }
  if (card.as === 'short') {
    await receipts.put(stream, effect, { value: { channel, ts, shows: gist(story) }, seq: story.seq });
  } else {
    await receipts.raise(stream, effect, { seq: story.seq, at: now() });
  }
  return true;
}

/** Shows the newest state on cards that say they show it already: somebody died who may have edited one after the others. */
export async function showIncidentAgain(deps: TendDeps, read: ReadIncident): Promise<void> {
  for (const card of placesOf(read)) {
    const receipt = await deps.receipts.get(read.head.stream, CARDS[card.as]);
    if (!receipt || receipt.value.gone !== undefined) continue;
    await edit(deps, await tellIncident(deps, read, card), { card, receipt });
  }
}

/** An archived channel lets no card be edited: when it takes something again, the one that stands there is shown on, or another one. */
export async function showReopened(deps: TendDeps, read: ReadIncident): Promise<void> {
  const { stream } = read.head;
  for (const card of placesOf(read).filter(({ as }) => as === 'room')) {
    const receipt = await deps.receipts.get(stream, CARDS.room);
    if (receipt?.value.gone === undefined) continue;
    const story = await tellIncident(deps, read, card);
    const found = await deps.chat.findCard(story);
    const posted = found ? undefined : await deps.chat.postCard(story, await loggedAs(deps, stream));
    const ref = found ?? (posted?.is === 'posted' ? posted.ref : undefined);
    if (ref) await deps.receipts.put(stream, CARDS.room, { value: { ...ref, shows: '' }, seq: 0 });
  }
}

/** Where the short card is, if it is anywhere. */
export async function shortCardOf(deps: Pick<TendDeps, 'receipts'>, stream: string): Promise<MessageRef | undefined> {
  const { channel, ts } = (await deps.receipts.get(stream, CARDS.short))?.value ?? {};
  return channel && ts ? { channel, ts } : undefined;
}
