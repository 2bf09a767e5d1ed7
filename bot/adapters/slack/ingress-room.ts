import type { Happening } from '../../domain/incident/happening.ts';
import type { Heard } from './identity.ts';
import { placed } from './ingress-message.ts';
import { ArchiveEvent, MemberEvent, RenameEvent } from './payload-happening.ts';

/** Who entered or left a channel; nothing for the bot itself. `team` in the event is the channel's, not theirs. */
export function fromMember(body: unknown, heard: Heard, is: 'joined' | 'left'): Happening | undefined {
  const { user, channel, event_ts: at } = MemberEvent.parse(body).event;
  if (user === heard.bot) return undefined;
  return { ...placed(heard, { source: `${is}:${channel}:${user}:${at}`, channel, at }), is, by: { user } };
}

export function fromArchive(body: unknown, heard: Heard, is: 'archived' | 'unarchived'): Happening {
  const { user, channel, event_ts: at } = ArchiveEvent.parse(body).event;
  const by = user === undefined ? {} : { by: { user } };
  return { ...placed(heard, { source: `${is}:${channel}:${at}`, channel, at }), is, ...by };
}

export function fromRename(body: unknown, heard: Heard): Happening {
  const { channel, event_ts: at } = RenameEvent.parse(body).event;
  const source = `renamed:${channel.id}:${at}`;
  return { ...placed(heard, { source, channel: channel.id, at }), is: 'renamed', name: channel.name };
}
