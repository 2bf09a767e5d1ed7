import type { StoredEvent } from '../ports/ledger.ts';
import type { Receipts } from '../ports/receipts.ts';

/**
 * An effect with a receipt. A crash between the two can make it twice; nothing that runs on a host, and nothing that
 * gives somebody a right, is made this way.
 */
export async function once(
  deps: { receipts: Receipts },
  { head }: { head: StoredEvent },
  effect: string,
  act: () => Promise<void> | undefined,
): Promise<undefined> {
  if (await deps.receipts.get(head.stream, effect)) return;
  await act();
  await deps.receipts.put(head.stream, effect, { value: {}, seq: head.seq });
}
