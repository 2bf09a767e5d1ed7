import type { Slack } from '../context.ts';
import { change, messageAt } from '../messages.ts';
import { type Outcome, refused } from '../outcome.ts';
import { toggleReaction } from '../reactions.ts';
import { BOT } from '../seed.ts';
import { asSlackMessage } from '../slack-message.ts';
import type { Message } from '../wire.ts';
import { type Arguments, text } from './arguments.ts';
import { type Answer, type Methods, roomForBot } from './method.ts';

export const reactions: Methods = {
  'reactions.add': (slack, args) => react(slack, args, { remove: false }),
  'reactions.remove': (slack, args) => react(slack, args, { remove: true }),

  'reactions.get': (slack, args) => {
    const found = messageOf(slack, args);
    if (!found.ok) return found;
    const message = asSlackMessage(slack, found.message, { withMetadata: false });
    return { ok: true, type: 'message', channel: found.message.channel, message };
  },

  'pins.add': (slack, args) => {
    const found = messageOf(slack, args);
    if (!found.ok) return found;
    if (found.message.pinned) return refused('already_pinned');
    change(slack, { ...found.message, pinned: true });
    return { ok: true };
  },
};

function react(slack: Slack, args: Arguments, { remove }: { remove: boolean }): Answer {
  const found = messageOf(slack, args);
  if (!found.ok) return found;
  const toggled = toggleReaction(found.message, { user: BOT.user, name: text(args, 'name') ?? '', remove });
  if (!toggled.ok) return toggled;
  change(slack, toggled.message);
  return { ok: true };
}

function messageOf(slack: Slack, args: Arguments): Outcome<{ message: Message }> {
  const found = roomForBot(slack, args);
  if (!found.ok) return found;
  const message = messageAt(slack, found.room.id, text(args, 'timestamp') ?? '');
  return message && message.onlyFor === undefined ? { ok: true, message } : refused('message_not_found');
}
