/** How messages follow each other in a list: where a day begins, where the news begins, and who goes on talking. */
import type { Message } from '../slack/wire.ts';
import { dayOf, secondsOf } from './time.ts';

export type MessageRow = { message: Message; newDay: boolean; firstNew: boolean; joined: boolean };
type Options = { zone: string; me: string; newAfter?: string | undefined; inThread: boolean };

/** Slack joins what one person writes within five minutes. */
const JOIN_SECONDS = 300;

function joins(message: Message, before: Message): boolean {
  if (before.user !== message.user || before.onlyFor || message.onlyFor) return false;
  if (before.blocks?.length || message.blocks?.length) return false;
  return secondsOf(message.ts) - secondsOf(before.ts) < JOIN_SECONDS;
}

export function rowsOf(messages: Message[], { zone, me, newAfter, inThread }: Options): MessageRow[] {
  const day = (message: Message) => dayOf(secondsOf(message.ts), zone);
  const isNew = (message: Message) => newAfter !== undefined && message.ts > newAfter && message.user !== me;
  const first = messages.find(isNew);
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const newDay = !inThread && (!before || day(before) !== day(message));
    const firstNew = message === first;
    return {
      message,
      newDay,
      firstNew,
      joined: !newDay && !firstNew && before !== undefined && joins(message, before),
    };
  });
}
