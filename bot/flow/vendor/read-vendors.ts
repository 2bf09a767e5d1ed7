import type { Vendor } from '../../domain/vendor/vendor.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { stateOf } from '../decode.ts';

/** The stream of all vendors: one, so that of two that claim an organisation the second is seen. */
export const VENDORS = 'vendors#main';

/** What the head of that stream says. */
export type Vendors = { vendors: Vendor[] };

/** Every registered vendor, as it is now: one consistent read. None before the first is registered. */
export async function readVendors(ledger: Pick<Ledger, 'head'>): Promise<Vendor[]> {
  const head = await ledger.head(VENDORS);
  return head ? stateOf<Vendors>(head).vendors : [];
}
