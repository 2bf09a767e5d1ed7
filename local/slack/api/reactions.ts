import type { Slack } from '../context.ts';
import { change } from '../messages.ts';
import { toggleReaction } from '../reactions.ts';
import { BOT } from '../seed.ts';
import { asSlackMessage } from '../slack-message.ts';
import { type Arguments, text } from './arguments.ts';
import { type Answer, type Methods, messageOf } from './method.ts';

export const reactions: Methods = {
  'reactions.add': (slack, args) => react(slack, args, { remove: false }),
  'reactions.remove': (slack, args) => react(slack, args, { remove: true }),

  'reactions.get': (slack, args) => {
    const found = messageOf(slack, args);
    if (!found.ok) return found;
    const message = asSlackMessage(slack, found.message, { withMetadata: false });
    return { ok: true, type: 'message', channel: found.message.channel, message };
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
