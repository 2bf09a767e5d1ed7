import type { RunLine } from '../../domain/answer.ts';
import type { StopStory } from '../../domain/card.ts';
import type { FreezeStep, StopStep } from '../../domain/freeze/event.ts';
import type { EmergencyStop } from '../../domain/freeze/standing.ts';
import { SECOND } from '../../domain/instant.ts';
import type { RunState } from '../../domain/run/state.ts';
import { ChatBusy, type MessageRef } from '../../ports/chat.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import type { Receipt } from '../../ports/receipts.ts';
import { anyAtWork } from '../claim.ts';
import { partsOf, runId, runStateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { cardOf } from '../show-card.ts';
import { FREEZES } from './read-standing.ts';

/** Channels that are told of one stop; in more than these nothing runs at once. */
const CHANNELS = 10;

/** What has begun on hosts, or could go on there. */
const GOING: ReadonlySet<RunState['is']> = new Set(['sending', 'running', 'keeping', 'paused']);

export function isGoing(head: StoredEvent): boolean {
  return GOING.has(runStateOf(head).is);
}

export type Shown = { stop: EmergencyStop; is: StopStory['state']['is']; seq: number };

/** What one worker tells. `crossing`: the events before its own whose workers may be telling the same. */
type Telling = { going: readonly StoredEvent[]; crossing: readonly StoredEvent[] };

/**
 * Shows a stop, as it was after that event, in the channel where it was said and wherever a run is under way: one card in each,
 * edited as people lift it. A card without a receipt is looked for before it is posted, and not posted while another worker's may
 * be on its way: nobody would edit the second one any more.
 */
export async function showStop(deps: TendDeps, shown: Shown, { going, crossing }: Telling): Promise<void> {
  for (const channel of await channelsOf(deps, shown.stop, going)) {
    await showIn(deps, storyIn(deps, shown, { channel, going }), crossing);
  }
}

/** Shows a stop on the cards that say they show it already: somebody died who may have edited one after the others. */
export async function showStopAgain(deps: TendDeps, shown: Shown, going: readonly StoredEvent[]): Promise<void> {
  for (const channel of await channelsOf(deps, shown.stop, going)) {
    const story = storyIn(deps, shown, { channel, going });
    const effect = effectOf(story);
    const ref = refOf(await deps.receipts.get(FREEZES, effect));
    if (ref) await edit(deps, { effect, ref }, story);
  }
}

type In = { channel: string; going: readonly StoredEvent[] };

function storyIn({ now }: TendDeps, { stop, is, seq }: Shown, { channel, going }: In): StopStory {
  const { id, by, from: at } = stop;
  const where = { team: stop.where.team, channel };
  const lines = is === 'lifted' ? [] : going.map(lineOf);
  return { id, by, at, seq, stop, where, going: lines, now: now(), state: { is } };
}

function effectOf({ id, where }: StopStory): string {
  return `stop:${id}:${where.channel}`;
}

async function showIn(deps: TendDeps, story: StopStory, crossing: readonly StoredEvent[]): Promise<void> {
  const effect = effectOf(story);
  const receipt = await deps.receipts.get(FREEZES, effect);
  if (receipt?.value.gone || (receipt && receipt.seq >= story.seq)) return;
  const ref = refOf(receipt) ?? (await deps.chat.findCard(story));
  if (!ref && anyAtWork(crossing, deps.now())) throw new ChatBusy(2 * SECOND);
  if (!ref) return post(deps, effect, story);
  if (!receipt) await deps.receipts.leave(FREEZES, effect, { value: ref, seq: 0 });
  await edit(deps, { effect, ref }, story);
}

async function post(deps: TendDeps, effect: string, story: StopStory): Promise<void> {
  const posted = await deps.chat.postCard(story);
  const value: Record<string, string> = posted.is === 'posted' ? posted.ref : { gone: posted.why };
  const receipt = await deps.receipts.leave(FREEZES, effect, { value, seq: story.seq });
  if (posted.is === 'posted' && receipt.value.ts !== posted.ref.ts) await deps.chat.removeCard(posted.ref);
  const ref = refOf(receipt);
  const newest = ref && (receipt.seq < story.seq ? story : await overtaking(deps, story));
  if (newest) await edit(deps, { effect, ref }, newest);
}

/** Our edit may have landed after another worker's of a later step: as long as there is one, that is shown. */
async function edit(deps: TendDeps, on: { effect: string; ref: MessageRef }, story: StopStory): Promise<void> {
  let shown: StopStory | undefined = story;
  while (shown) {
    if ((await deps.chat.updateCard(on.ref, shown)) === 'gone') {
      return deps.receipts.put(FREEZES, on.effect, { value: { gone: 'deleted' }, seq: shown.seq });
    }
    await deps.receipts.raise(FREEZES, on.effect, { seq: shown.seq, at: deps.now() });
    shown = await overtaking(deps, shown);
  }
}

/** The stop as it is after a later step on it, if there is one. */
async function overtaking({ ledger, now }: TendDeps, story: StopStory): Promise<StopStory | undefined> {
  const head = await ledger.head(FREEZES);
  for (let seq = head?.seq ?? 0; seq > story.seq; seq -= 1) {
    const event = await ledger.event({ stream: FREEZES, seq });
    const { type, data } = (event ? partsOf(event) : {}) as Partial<FreezeStep | StopStep>;
    if (!data || !('stop' in data) || data.stop.id !== story.id) continue;
    const isLifted = type === 'lifted';
    const going = isLifted ? [] : story.going;
    return { ...story, seq, stop: data.stop, going, now: now(), state: { is: isLifted ? 'lifted' : 'stopped' } };
  }
  return undefined;
}

function refOf(receipt: Receipt | undefined): MessageRef | undefined {
  const { channel, ts } = receipt?.value ?? {};
  return channel && ts ? { channel, ts } : undefined;
}

/** Where it is told is on record before anybody is told, so that whoever goes on after a crash tells the same. */
async function channelsOf(
  deps: TendDeps,
  { id, where }: EmergencyStop,
  going: readonly StoredEvent[],
): Promise<string[]> {
  const effect = `stop:${id}`;
  const known = await deps.receipts.get(FREEZES, effect);
  if (known?.value.channels) return known.value.channels.split(' ');
  const cards = await Promise.all(going.map(({ stream }) => cardOf(deps, stream)));
  const channels = [...new Set([where.channel, ...cards.flatMap((card) => card?.channel ?? [])])].slice(0, CHANNELS);
  await deps.receipts.put(FREEZES, effect, { value: { channels: channels.join(' ') }, seq: 0 });
  return channels;
}

function lineOf(head: StoredEvent): RunLine {
  const state = runStateOf(head);
  return { id: runId(head.stream), by: state.by, at: state.askedAt, sentence: state.sentence, state };
}
