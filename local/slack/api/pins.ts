import { change, publicMessages } from '../messages.ts';
import { refused } from '../outcome.ts';
import { asSlackMessage } from '../slack-message.ts';
import { type Methods, messageOf, readableRoom } from './method.ts';

/** Slack's limit for a conversation. */
const MOST = 100;

/** Messages that a channel keeps at hand. */
export const pins: Methods = {
  'pins.add': (slack, args) => {
    const found = messageOf(slack, args);
    if (!found.ok) return found;
    const { message } = found;
    if (message.pinned) return refused('already_pinned');
    const pinned = publicMessages(slack, message.channel).filter((one) => one.pinned);
    if (pinned.length >= MOST) return refused('too_many_pins');
    change(slack, { ...message, pinned: true });
    return { ok: true };
  },

  'pins.remove': (slack, args) => {
    const found = messageOf(slack, args);
    if (!found.ok) return found;
    const { pinned, ...message } = found.message;
    if (!pinned) return refused('no_pin');
    change(slack, message);
    return { ok: true };
  },

  'pins.list': (slack, args) => {
    const found = readableRoom(slack, args);
    if (!found.ok) return found;
    const pinned = publicMessages(slack, found.room.id).filter((message) => message.pinned);
    const items = pinned.map((message) => ({
      type: 'message',
      channel: message.channel,
      message: asSlackMessage(slack, message, { withMetadata: false }),
    }));
    return { ok: true, items };
  },
};
