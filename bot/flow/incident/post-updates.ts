import { REMIT } from '../../domain/actor.ts';
import type { IncidentEvent } from '../../domain/incident/event.ts';
import { tellUpdate, type UpdateTold } from '../../domain/incident/update.ts';
import type { StoredEvent } from '../../ports/ledger.ts';
import type { TendDeps } from '../deps.ts';
import { once } from '../once.ts';
import { appendIncident, incidentEventOf, type ReadIncident, readIncident } from './append-incident.ts';

/** The receipt of updates: the last event that all its channels heard of. */
const UPDATES = 'updates';
/** Lost appends on the incident: others act on it in the same moment. */
const ROUNDS = 8;

/**
 * Posts what was said to the incident and to the channels that follow it, each once for each event, in order. A channel that is gone is dropped,
 * and the incident's own is told so.
 */
export async function postUpdates(deps: TendDeps, read: ReadIncident, { first }: { first: boolean }): Promise<void> {
  const { stream } = read.head;
  const done = (await deps.receipts.get(stream, UPDATES))?.seq ?? -1;
  const wanted = (read.state.spread ?? []).filter((seq) => seq > done);
  for (const seq of wanted) {
    const stored = seq === read.head.seq ? read.head : await deps.ledger.event({ stream, seq });
    if (!stored) throw new Error(`${stream} has no e#${seq}`);
    await spread(deps, read, { stored, tried: !first || seq < read.head.seq });
    await deps.receipts.put(stream, UPDATES, { value: {}, seq });
  }
}

type Spread = { stored: StoredEvent; tried: boolean };

async function spread(deps: TendDeps, read: ReadIncident, { stored, tried }: Spread): Promise<void> {
  const event = incidentEventOf(stored);
  const told = await toldOf(deps, read, event);
  const { room } = read.state;
  for (const channel of channelsOf(read, event)) {
    await once(deps, read, `update-${event.seq}-${channel}`, async () => {
      const posted = await deps.chat.postUpdate(channel, told, {
        ...{ effect: `update-${event.seq}`, since: event.at, tried },
      });
      if (posted.is !== 'unreachable') return;
      if (channel !== room?.channel) await drop(deps, read, { channel, why: posted.why });
      else deps.log('warn', 'update-lost', { incident: read.id, why: posted.why });
    });
  }
}

async function toldOf(deps: TendDeps, { id, state }: ReadIncident, event: IncidentEvent): Promise<UpdateTold> {
  const { targets } = await deps.inventory.list();
  const inner = targets.flatMap(({ name, tags }) => [name, ...tags]);
  return tellUpdate({ id, state }, { by: event.by, said: event.type === 'updated' ? event.data : undefined, inner });
}

/** Whoever follows from now on is told how it stands; an update is for all of them, the incident's own channel first. */
function channelsOf({ state: { room, followers } }: ReadIncident, event: IncidentEvent): string[] {
  if (event.type === 'followed') return followers.includes(event.data.channel) ? [event.data.channel] : [];
  return [...new Set([...(room ? [room.channel] : []), ...followers])];
}

async function drop(
  deps: TendDeps,
  { id, state: { room } }: ReadIncident,
  { channel, why }: { channel: string; why: string },
): Promise<void> {
  deps.log('warn', 'follower-lost', { incident: id, why });
  const step = { type: 'unfollowed', data: { channel } } as const;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await readIncident(deps.ledger, id);
    if (!read?.state.followers.includes(channel)) break;
    if (await appendIncident(deps.ledger, read, { step, by: REMIT, at: deps.now() })) break;
  }
  if (room) await deps.chat.note(room, { is: 'follower-lost', id, channel, why });
}
