import type { MessageRef } from '../../ports/chat.ts';
import type { Receipts } from '../../ports/receipts.ts';
import { ESCALATION } from '../escalation/append-escalation.ts';

/** The stream of the receipt that says which request a vendor's card, and the thread below it, is about. */
export function threadStream({ channel, ts }: MessageRef): string {
  return `thread#${channel}#${ts}`;
}

/** The request whose card stands there, by its id. */
export async function requestAt(receipts: Pick<Receipts, 'get'>, message: MessageRef): Promise<string | undefined> {
  const receipt = await receipts.get(threadStream(message), 'request');
  return receipt?.value.stream?.slice(ESCALATION.length);
}
