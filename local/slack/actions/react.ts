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
  const message = room && messageAt(slack, reacted.channel, reacted.ts);
  if (!message || message.onlyFor !== undefined) return refused('message_not_found');
  const remove = reacted.remove ?? false;
  const toggled = toggleReaction(message, { user: me.id, name: reacted.name, remove });
  if (!toggled.ok) return toggled;
  change(slack, toggled.message);
  if (remove || !room.members.includes(BOT.user)) return toggled;
  publish(slack, {
    subscription: 'reaction_added',
    actorTeam: me.team,
    shared: isShared(room),
    event: {
      type: 'reaction_added',
      user: me.id,
      reaction: reacted.name,
      item: { type: 'message', channel: message.channel, ts: message.ts },
      item_user: message.user,
      event_ts: slack.workspace.stamp(),
    },
  });
  return toggled;
}
