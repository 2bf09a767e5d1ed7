import { VENDOR_LOSSES, type VendorLoss } from '../../domain/escalation/to-vendor.ts';
import type { Receipts } from '../../ports/receipts.ts';

/** The receipt that says why the vendor's card does not stand; without a reason in it, it was mended. */
const LOST = 'vendor-lost';

/** Why the vendor's card of this request does not stand in their channel, where that is so. */
export async function vendorLossOf(
  { receipts }: { receipts: Pick<Receipts, 'get'> },
  stream: string,
): Promise<VendorLoss | undefined> {
  const receipt = await receipts.get(stream, LOST);
  return VENDOR_LOSSES.find((loss) => loss === receipt?.value.why);
}

/** Puts it on record. True when it is news. */
export async function noteVendorLoss(
  deps: { receipts: Pick<Receipts, 'get' | 'put'> },
  { stream, seq }: { stream: string; seq: number },
  why: VendorLoss | undefined,
): Promise<boolean> {
  if ((await vendorLossOf(deps, stream)) === why) return false;
  await deps.receipts.put(stream, LOST, { value: why === undefined ? {} : { why }, seq });
  return true;
}
