/** A person's reaction. The event carries no organisation: whoever receives it must look the user up. */
import type { Slack } from '../context.ts';
import { publish } from '../deliver/events.ts';
import { change, messageAt } from '../messages.ts';
import { type Outcome, refused } from '../outcome.ts';
import { isShared, roomOf } from '../people.ts';
import { toggleReaction } from '../reactions.ts';
import { BOT } from '../seed.ts';
import type { Account, Message, React } from '../wire.ts';

export function react(slack: Slack, me: Account, reacted: React): Outcome<{ message: Message }> {
  const room = roomOf(slack, me.id, reacted.channel);
  if (room?.archived) return refused('is_archived');
  const message = room && messageAt(slack, reacted.channel, reacted.ts);
  if (!message || message.onlyFor !== undefined) return refused('message_not_found');
  const remove = reacted.remove ?? false;
  const toggled = toggleReaction(message, { user: me.id, name: reacted.name, remove });
  if (!toggled.ok) return toggled;
  change(slack, toggled.message);
  if (!room.members.includes(BOT.user)) return toggled;
  const type = remove ? 'reaction_removed' : 'reaction_added';
  publish(slack, {
    subscription: type,
    actorTeam: me.team,
    shared: isShared(room),
    event: {
      type,
      user: me.id,
      reaction: reacted.name,
      item: { type: 'message', channel: message.channel, ts: message.ts },
      item_user: message.user,
      event_ts: slack.workspace.stamp(),
    },
  });
  return toggled;
}
