import type { TendDeps } from '../deps.ts';

/** Whether people of other organisations read along in a channel, or soon will. Yes, where Slack does not say. */
export async function isReadAlong({ rooms }: Pick<TendDeps, 'rooms'>, channel: string): Promise<boolean> {
  const room = await rooms.look(channel);
  return !room.ok || room.value.shared;
}
