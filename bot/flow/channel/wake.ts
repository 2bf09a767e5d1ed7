import type { TendDeps } from '../deps.ts';

/**
 * Has a stream looked at now, before its timer: something that it rests on is different. One that waits for nothing stays as it is, and so does one whose
 * timer is about to go off, or at which somebody is at work.
 */
export async function wake(deps: Pick<TendDeps, 'ledger' | 'soon' | 'now' | 'waits'>, stream: string): Promise<void> {
  const head = await deps.ledger.head(stream);
  const now = deps.now();
  if (head?.due === undefined || head.due <= now + deps.waits.claim) return;
  await deps.ledger.finish(head, { claimed: head.due, wakeAt: now });
  await deps.soon(stream, 1);
}
