import type { Happening } from '../../domain/incident/happening.ts';
import type { Heard } from './identity.ts';
import { placed } from './ingress-message.ts';
import { ReactionEvent } from './payload-happening.ts';

/** A reaction that somebody put on a message or took off it; nothing for the bot's own, or one on a file. */
export function fromReaction(body: unknown, heard: Heard, is: 'marked' | 'unmarked'): Happening | undefined {
  const { user, reaction, item, event_ts: at } = ReactionEvent.parse(body).event;
  const { channel, ts } = item;
  if (item.type !== 'message' || channel === undefined || ts === undefined || user === heard.bot) return undefined;
  const mark = reaction.replace(/::skin-tone-[2-6]$/, '');
  // The same mark may be put on, taken off and put on again: its time is part of what it is.
  const source = `${is}:${channel}:${ts}:${mark}:${user}:${at}`;
  return { ...placed(heard, { source, channel, at }), is, by: { user }, ts, mark };
}
