import type { RunLine } from '../../domain/answer.ts';
import type { StopStory } from '../../domain/card.ts';
import type { EmergencyStop } from '../../domain/freeze/standing.ts';
import type { RunState } from '../../domain/run/state.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import { runId, runStateOf } from '../decode.ts';
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

type Shown = { stop: EmergencyStop; is: StopStory['state']['is']; seq: number };

/**
 * Shows a stop, as it was after that event, in the channel where it was said and wherever a run is under way: one card in each,
 * edited as people lift it. A card without a receipt is looked for before it is posted.
 */
export async function showStop(deps: TendDeps, { stop, is, seq }: Shown, going: readonly StoredEvent[]): Promise<void> {
  const lines = is === 'lifted' ? [] : going.map(lineOf);
  for (const channel of await channelsOf(deps, stop, going)) {
    const where = { team: stop.where.team, channel };
    const { id, by, from: at } = stop;
    await showIn(deps, { id, by, at, seq, stop, where, going: lines, now: deps.now(), state: { is } });
  }
}

async function showIn(deps: TendDeps, story: StopStory): Promise<void> {
  const effect = `stop:${story.id}:${story.where.channel}`;
  const receipt = await deps.receipts.get(FREEZES, effect);
  if (receipt?.value.gone || (receipt && receipt.seq >= story.seq)) return;
  const { channel, ts } = receipt?.value ?? {};
  const ref = channel && ts ? { channel, ts } : await deps.chat.findCard(story);
  if (!ref) {
    const posted = await deps.chat.postCard(story);
    const value: Record<string, string> = posted.is === 'posted' ? posted.ref : { gone: posted.why };
    return deps.receipts.put(FREEZES, effect, { value, seq: story.seq });
  }
  const value: Record<string, string> = (await deps.chat.updateCard(ref, story)) === 'gone' ? { gone: 'deleted' } : ref;
  await deps.receipts.put(FREEZES, effect, { value, seq: story.seq });
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
