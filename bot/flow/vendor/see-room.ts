import type { Result } from '../../domain/result.ts';
import type { RoomSeen } from '../../domain/vendor/setup.ts';
import { othersIn } from '../../domain/vendor/who-speaks.ts';
import type { Room, RoomLoss, Rooms } from '../../ports/rooms.ts';

/** What Slack says of a vendor's channel now. `ours`: our own organisations, which are no strangers there. */
export async function seeRoom(rooms: Pick<Rooms, 'look'>, channel: string, ours: readonly string[]): Promise<RoomSeen> {
  return asSeen(await rooms.look(channel), ours);
}

export function asSeen(room: Result<Room, RoomLoss>, ours: readonly string[]): RoomSeen {
  if (!room.ok) return { is: 'lost', why: room.error.reason };
  const { name, is, member, pending, awaited, limited } = room.value;
  const organisations = othersIn(room.value, ours);
  return { is: 'seen', name, archived: is === 'archived', member, organisations, pending, awaited, limited };
}
