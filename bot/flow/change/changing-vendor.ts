import type { SetVendor } from '../../domain/change/set-vendor.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { vendorsAfter } from '../../domain/vendor/edit.ts';
import type { VendorRefusal } from '../../domain/vendor/refusal.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import { stateOf } from '../decode.ts';
import type { TendDeps } from '../deps.ts';
import { requestsOf } from '../vendor/open-requests.ts';
import { VENDORS, type Vendors } from '../vendor/read-vendors.ts';
import type { Changing } from './changing.ts';

/** Of an invitation, one at a time: Slack is asked before it is on record, and takes the second for one that is there. */
const INVITING = 'vendors#invitation';

export function changingVendor(change: SetVendor): Changing {
  const { vendor, does } = change;
  return {
    stream: VENDORS,
    moved: { is: 'vendors' },
    ...(does === 'invite' && { lock: INVITING }),
    ...(does === 'remove' && { refuse: (deps: TendDeps) => refuseWhileAsked(deps, vendor) }),
    async make(deps, head) {
      const { vendors } = head ? stateOf<Vendors>(head) : { vendors: [] };
      const invited = does === 'invite' && change.after ? await invite(deps, change, change.after) : ok(change.after);
      if (!invited.ok) return invited;
      const state: Vendors = { vendors: vendorsAfter(vendors, vendor, invited.value) };
      return ok({ type: TYPE[does] ?? 'vendor-set', data: { vendor, does }, state });
    },
  };
}

const TYPE: Partial<Record<SetVendor['does'], string>> = {
  add: 'vendor-added',
  remove: 'vendor-removed',
  invite: 'vendor-invited',
};

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
