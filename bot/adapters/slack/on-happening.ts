import type { ChannelNews } from '../../domain/channel/news.ts';
import type { Happening } from '../../domain/incident/happening.ts';
import type { Answering } from './answering.ts';
import { type Heard, heardFrom } from './identity.ts';
import { fromInvite, fromMoved, fromUnshared } from './ingress-channel.ts';
import { fromChanged, fromDeleted, fromWrote } from './ingress-message.ts';
import { fromReaction } from './ingress-reaction.ts';
import { fromArchive, fromMember, fromRename } from './ingress-room.ts';
import { Envelope } from './payload-happening.ts';

type Read = (body: unknown, heard: Heard) => Happening | ChannelNews | undefined;

const archived: Read = (body, heard) => fromArchive(body, heard, 'archived');
const unarchived: Read = (body, heard) => fromArchive(body, heard, 'unarchived');

/**
 * By the event's type and, of a message, its subtype: those that people write. The others are Slack's own notices, which come as
 * events of their own. A private channel's events have names of their own.
 */
const READERS: Record<string, Read> = {
  message: fromWrote,
  'message.file_share': fromWrote,
  'message.thread_broadcast': fromWrote,
  'message.me_message': fromWrote,
  'message.message_changed': fromChanged,
  'message.message_deleted': fromDeleted,
  reaction_added: (body, heard) => fromReaction(body, heard, 'marked'),
  reaction_removed: (body, heard) => fromReaction(body, heard, 'unmarked'),
  member_joined_channel: (body, heard) => fromMember(body, heard, 'joined'),
  member_left_channel: (body, heard) => fromMember(body, heard, 'left'),
  channel_archive: archived,
  group_archive: archived,
  channel_unarchive: unarchived,
  group_unarchive: unarchived,
  channel_rename: fromRename,
  group_rename: fromRename,
  channel_id_changed: fromMoved,
  channel_unshared: fromUnshared,
  shared_channel_invite_accepted: (body, heard) => fromInvite(body, heard, 'accepted'),
  shared_channel_invite_approved: (body, heard) => fromInvite(body, heard, 'approved'),
  shared_channel_invite_declined: (body, heard) => fromInvite(body, heard, 'declined'),
};

/** The events that Bolt is asked for. */
export const HAPPENINGS = Object.keys(READERS).filter((name) => !name.includes('.'));

/**
 * What happens in a channel. What `happened` throws goes out, so that Slack delivers the event again: nothing was recorded. It is
 * never dropped for being a retry: the first try may have died.
 */
export function onHappening({ happened }: Pick<Answering, 'happened'>) {
  return async ({ body }: { body: unknown }): Promise<void> => {
    const happening = happeningIn(body);
    if (happening) await happened(happening);
  };
}

function happeningIn(body: unknown): Happening | ChannelNews | undefined {
  const { event, ...envelope } = Envelope.parse(body);
  const name = event.subtype === undefined ? event.type : `${event.type}.${event.subtype}`;
  return READERS[name]?.(body, heardFrom(envelope));
}
