import type { RoomSeen } from '../../domain/vendor/setup.ts';
import type { Rooms } from '../../ports/rooms.ts';

/** What Slack says of a vendor's channel now. `ours`: our own organisations, which are no strangers there. */
export async function seeRoom(rooms: Pick<Rooms, 'look'>, channel: string, ours: readonly string[]): Promise<RoomSeen> {
  const room = await rooms.look(channel);
  if (!room.ok) return { is: 'lost', why: room.error.reason };
  const { name, is, member, organisations, pending, awaited, limited } = room.value;
  const others = organisations.filter((one) => !ours.includes(one));
  return { is: 'seen', name, archived: is === 'archived', member, organisations: others, pending, awaited, limited };
}
