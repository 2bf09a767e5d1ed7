import type { Ledger } from '../../ports/ledger.ts';
import { escalationsOf } from '../escalation/find.ts';

/** The ids of the requests that are with a vendor and not over, newest first. */
export async function requestsOf(
  ledger: Pick<Ledger, 'recent' | 'head'>,
  vendor: string,
  now: number,
): Promise<string[]> {
  const of = await escalationsOf(ledger, vendor, now);
  return of.filter(({ open }) => open).map(({ id }) => id);
}
