import { REMIT } from '../../domain/actor.ts';
import { afterNow, restsOn, type SetVendor } from '../../domain/change/set-vendor.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { vendorsAfter } from '../../domain/vendor/edit.ts';
import { refuseSize, refuseVendor, type VendorRefusal } from '../../domain/vendor/refusal.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import { stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { requestsOf } from '../vendor/open-requests.ts';
import { VENDORS, type Vendors } from '../vendor/read-vendors.ts';
import { oursIn } from '../vendor/vendor-parties.ts';
import type { Changing } from './changing.ts';

/** Of an invitation, one at a time: Slack is asked before it is on record, and takes the second for one that is there. */
const INVITING = 'vendors#invitation';

export function changingVendor(change: SetVendor): Changing {
  const { vendor, does } = change;
  const moved = { is: 'vendors', vendor } as const;
  return {
    stream: VENDORS,
    moved,
    follows: true,
    ...(does === 'invite' && { lock: INVITING }),
    ...(does === 'remove' && { refuse: (deps: TendDeps) => refuseWhileAsked(deps, vendor) }),
    async make(deps, head) {
      const { vendors } = head ? stateOf<Vendors>(head) : { vendors: [] };
      const now = vendors.find(({ name }) => name === vendor);
      const after = restsOn(change, now) ? await makeAfter(deps, change, { vendors, now }) : undefined;
      if (!after) return err({ reason: 'moved', what: moved });
      if (!after.ok) return after;
      const state: Vendors = { vendors: vendorsAfter(vendors, vendor, after.value) };
      return ok({ type: TYPE[does] ?? 'vendor-set', data: { vendor, does }, state });
    },
  };
}

/** The vendor as it will be: undefined when it is gone. */
async function makeAfter(
  deps: TendDeps,
  change: SetVendor,
  { vendors, now }: { vendors: readonly Vendor[]; now: Vendor | undefined },
): Promise<Result<Vendor | undefined, VendorRefusal>> {
  const after = afterNow(change, now);
  if (!after) return ok(undefined);
  const refusal = await refuseBeside(deps, after, vendors);
  if (refusal) return err(refusal);
  return change.does === 'invite' ? invite(deps, change, after) : ok(after);
}

const TYPE: Partial<Record<SetVendor['does'], string>> = {
  add: 'vendor-added',
  remove: 'vendor-removed',
  invite: 'vendor-invited',
};

/** Of another vendor, or of another part of this one, something may have been confirmed since: beside it this still stands. */
async function refuseBeside(
  { records }: TendDeps,
  after: Vendor,
  vendors: readonly Vendor[],
): Promise<VendorRefusal | undefined> {
  const { matrix } = await records(REMIT);
  const others = vendors.filter(({ name }) => name !== after.name);
  const ours = oursIn(matrix, after.channel?.team ?? '');
  return refuseVendor(after, { others, ours }) ?? refuseSize(vendorsAfter(vendors, after.name, after), after);
}

/** Nobody could act on what is open any more, and nobody would be reminded of it. */
async function refuseWhileAsked({ ledger, now }: TendDeps, vendor: string): Promise<VendorRefusal | undefined> {
  const requests = await requestsOf(ledger, vendor, now());
  return requests.length > 0 ? { reason: 'vendor-asked', vendor, requests } : undefined;
}

/** Sends it. What was sent before by an attempt that died is there, and counts. */
async function invite(
  { rooms, now }: TendDeps,
  { vendor, address = '' }: SetVendor,
  after: Vendor,
): Promise<Result<Vendor, VendorRefusal>> {
  if (!after.channel) return err({ reason: 'no-vendor-channel', vendor });
  const sent = await rooms.inviteOutside(after.channel.channel, address);
  if (!sent.ok) return err({ reason: 'not-invited', vendor, address, why: sent.error.reason });
  return ok({ ...after, invited: { address, at: now() } });
}
