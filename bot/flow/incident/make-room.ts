import { REMIT } from '../../domain/actor.ts';
import type { Room } from '../../domain/incident/state.ts';
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
  const { team, channel } = read.state.place;
  const data: Room = { team, channel, made: false };
  await hold(deps, read.id, data);
  await appendIncident(deps.ledger, read, { step: { type: 'roomed', data }, by: REMIT, at: deps.now() });
  return true;
}

/** A channel that was there before works on something else when the incident is over. */
async function keepRoom({ timeline, ...deps }: TendDeps, { id, state }: ReadIncident, room: Room): Promise<void> {
  if (!room.made && state.is === 'resolved') await timeline.detach(room, id);
  else await hold({ timeline, ...deps }, id, room);
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
