import { REMIT } from '../../domain/actor.ts';
import { roomName } from '../../domain/incident/room-name.ts';
import type { IncidentState, Room } from '../../domain/incident/state.ts';
import type { TendDeps } from '../deps.ts';
import { appendIncident, type ReadIncident, readIncident } from './append-incident.ts';

/**
 * Gives an incident the place where people work on it, and keeps it there as long as it lasts. True when the place is new: then
 * the stream has another head.
 */
export async function makeRoom(deps: TendDeps, read: ReadIncident): Promise<boolean> {
  const { room } = read.state;
  if (room) {
    await keepRoom(deps, read, room);
    return false;
  }
  const data = (await madeRoom(deps, read)) ?? hereOf(read.state);
  await hold(deps, read.id, data);
  await appendIncident(deps.ledger, read, { step: { type: 'roomed', data }, by: REMIT, at: deps.now() });
  return true;
}

/** Faults of Slack, such as a right that Remit was not given, after which nobody waits for a channel any longer. */
const GIVE_UP = 3;

function hereOf({ place }: IncidentState): Room {
  return { team: place.team, channel: place.channel, made: false };
}

/**
 * A channel of its own; undefined where nobody wants one, or Slack lets none be made: then people go on working where it was declared.
 * A name that is taken is that of an earlier attempt, if this bot made the channel.
 */
async function madeRoom({ rooms, log }: TendDeps, { id, state, head }: ReadIncident): Promise<Room | undefined> {
  if (state.here) return undefined;
  if ((head.tries ?? 0) >= GIVE_UP) {
    log('error', 'no-room', { incident: id, why: 'fault' });
    return undefined;
  }
  const name = roomName(state);
  const made = await rooms.create(name);
  if (made.ok) return { team: state.place.team, channel: made.value.channel, made: true };
  const found = made.error.reason === 'name-taken' ? await rooms.find(name) : undefined;
  if (found?.made) return { team: state.place.team, channel: found.channel, made: true };
  log('warn', 'no-room', { incident: id, why: made.error.reason });
  return undefined;
}

/** A channel that was there before works on something else when the incident is over. */
async function keepRoom({ timeline, ledger }: TendDeps, { id, state }: ReadIncident, room: Room): Promise<void> {
  if (!room.made && state.is === 'resolved') await timeline.detach(room, id);
  else await hold({ timeline, ledger }, id, room);
}

/** What the channel worked on before is let go when it is over. */
async function hold(
  { timeline, ledger }: Pick<TendDeps, 'timeline' | 'ledger'>,
  id: string,
  where: Room,
): Promise<void> {
  const held = await timeline.attach(where, id);
  if (held.is === 'attached') return;
  const other = await readIncident(ledger, held.by);
  if (other && other.state.is !== 'resolved') return;
  await timeline.detach(where, held.by);
  await timeline.attach(where, id);
}
