import type { Ledger } from '../../ports/ledger.ts';
import { openEscalations } from '../escalation/find.ts';

/** The ids of the requests that are with a vendor and not over, newest first. */
export async function requestsOf(
  ledger: Pick<Ledger, 'recent' | 'head'>,
  vendor: string,
  now: number,
): Promise<string[]> {
  const open = await openEscalations(ledger, now);
  return open.filter(({ state }) => state.vendor === vendor).map(({ id }) => id);
}
