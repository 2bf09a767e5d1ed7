/** What a person does with what they wrote: changes it, or takes it away. */
import { LONGEST_POSTED } from '../content.ts';
import type { Slack } from '../context.ts';
import { publish } from '../deliver/events.ts';
import { change, messageAt, remove, repliesTo } from '../messages.ts';
import { type Outcome, refused } from '../outcome.ts';
import { isShared, roomOf } from '../people.ts';
import { BOT, type Room } from '../seed.ts';
import { asSlackMessage, sharedPart } from '../slack-message.ts';
import { encode } from '../typed-text.ts';
import type { Account, Delete, Edit, Message } from '../wire.ts';

export function edit(slack: Slack, me: Account, { channel, ts, text: typed }: Edit): Outcome<{ message: Message }> {
  const own = ownMessage(slack, me, { channel, ts });
  if (!own.ok) return own;
  if (typed.trim() === '' && !own.message.files) return refused('no_text');
  if (typed.length > LONGEST_POSTED) return refused('msg_too_long');
  const text = encode(slack, typed, { me, withNames: false });
  if (text === own.message.text) return { ok: true, message: own.message };
  const message = change(slack, { ...own.message, text, edited: true, editedAt: slack.workspace.stamp() });
  tell(slack, own.room, { subtype: 'message_changed', before: own.message, after: message });
  return { ok: true, message };
}

/** A message that has replies stays as a stone on its thread: Slack tells its end as a change. */
export function erase(slack: Slack, me: Account, { channel, ts }: Delete): Outcome {
  const own = ownMessage(slack, me, { channel, ts });
  if (!own.ok) return own;
  const { room, message: before } = own;
  if (repliesTo(slack, before).length > 0) {
    const { files: _files, blocks: _blocks, pinned: _pinned, ...rest } = before;
    const after = change(slack, { ...rest, text: TOMBSTONE, reactions: [], tombstone: true });
    tell(slack, room, { subtype: 'message_changed', before, after });
    return { ok: true };
  }
  remove(slack, before);
  tell(slack, room, { subtype: 'message_deleted', before });
  return { ok: true };
}

const TOMBSTONE = 'This message was deleted.';

function ownMessage(slack: Slack, me: Account, at: Delete | Omit<Delete, 'as'>): Outcome<Own> {
  const room = roomOf(slack, me.id, at.channel);
  const message = room && messageAt(slack, at.channel, at.ts);
  if (!message || message.onlyFor !== undefined || message.tombstone) return refused('message_not_found');
  if (room.archived) return refused('is_archived');
  return message.user === me.id ? { ok: true, room, message } : refused('cant_update_message');
}

type Own = { room: Room; message: Message };
type Told = { before: Message } & ({ subtype: 'message_changed'; after: Message } | { subtype: 'message_deleted' });

/** https://docs.slack.dev/reference/events/message/message_changed and message_deleted; neither says who did it. */
function tell(slack: Slack, room: Room, told: Told): void {
  if (!room.members.includes(BOT.user)) return;
  const direct = room.kind === 'direct';
  const ts = slack.workspace.stamp();
  const shown = (message: Message) => ({
    ...asSlackMessage(slack, message, { withMetadata: true }),
    ...sharedPart(slack, room, message),
  });
  publish(slack, {
    subscription: direct ? 'message.im' : 'message.channels',
    actorTeam: told.before.team,
    shared: isShared(room),
    event: {
      type: 'message',
      subtype: told.subtype,
      hidden: true,
      channel: room.id,
      channel_type: direct ? 'im' : 'channel',
      ts,
      event_ts: ts,
      previous_message: shown(told.before),
      ...(told.subtype === 'message_changed' ? { message: shown(told.after) } : { deleted_ts: told.before.ts }),
    },
  });
}
