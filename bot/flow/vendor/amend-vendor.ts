import { REMIT } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { stateOf } from '../decode.ts';
import { VENDORS, type Vendors } from './read-vendors.ts';

/** A lost append means that admins changed a vendor in the same moment; each round decides anew on what they left. */
const ROUNDS = 8;

/** What Slack says of a vendor, as it goes on the record of vendors: without `after` there is nothing to say. `heard`: the stream by which it was heard. */
export type Amendment<Came> = { came: Came; after?: Vendor };
type Amend<Came> = (vendors: readonly Vendor[]) => Amendment<Came>;

/**
 * Puts on a vendor's record what Slack says is so, by nobody's wish: no part of it that gives somebody a right is made otherwise than two admins confirmed it.
 * Returns what `amend` said of the records that it was decided on.
 */
export async function amendVendor<Came>(
  ledger: Pick<Ledger, 'head' | 'append'>,
  { type, heard, at }: { type: 'vendor-moved' | 'vendor-invitation'; heard: string; at: Instant },
  amend: Amend<Came>,
): Promise<Came> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const head = await ledger.head(VENDORS);
    const vendors = head ? stateOf<Vendors>(head).vendors : [];
    const { came, after } = amend(vendors);
    if (!head || !after) return came;
    const state: Vendors = { vendors: vendors.map((one) => (one.name === after.name ? after : one)) };
    const data = { vendor: after.name, heard };
    const draft = { stream: VENDORS, head, type, at: Math.max(at, head.at), by: REMIT, data, state };
    if ((await ledger.append(draft)).is === 'appended') return came;
  }
  throw new Error(`the record of vendors moved ${ROUNDS} times while ${heard} was put on it`);
}
