import { sameVendor, type VendorEdit } from '../vendor/edit.ts';
import type { RoomSeen } from '../vendor/setup.ts';
import type { Vendor } from '../vendor/vendor.ts';

/** What a change of a vendor's record does. */
export type VendorDoes = 'add' | 'remove' | 'invite' | VendorEdit['set'];

/**
 * Another record of one vendor. `before` and `after` are the whole of it: without `before` it is new, without `after` it is gone, with neither it was never looked
 * at. `users`: accounts of which Slack is yet to say whose they are. `seen`: what Slack says of the channel. `address`: whom an invitation goes to.
 */
export type SetVendor = {
  kind: 'set-vendor';
  vendor: string;
  does: VendorDoes;
  before?: Vendor;
  after?: Vendor;
  users?: string[];
  seen?: RoomSeen;
  address?: string;
};

/** The parts of the record that a change shows as they were, and makes anew. */
const PARTS: Record<Exclude<VendorDoes, 'add' | 'remove' | 'invite'>, (keyof Vendor)[]> = {
  channel: ['channel'],
  organisations: ['organisations', 'contacts'],
  hours: ['hours', 'zone'],
  zone: ['hours', 'zone'],
  targets: ['targets'],
  contacts: ['contacts', 'organisations'],
  parties: ['parties', 'activities'],
  activities: ['parties', 'activities'],
  'cost limit': ['costLimit'],
  runs: ['runs', 'organisations'],
  output: ['output', 'organisations'],
};

/**
 * Whether what was confirmed is still what it was shown upon. Parts of one vendor are set one after the other, as different things: another
 * part that was confirmed meanwhile does not stand in the way; the same part does, and whatever of it the card named.
 */
export function restsOn({ does, before }: SetVendor, now: Vendor | undefined): boolean {
  if (!before || !now) return before === now;
  if (does === 'add') return false;
  if (does === 'remove') return sameVendor(before, now);
  const parts: (keyof Vendor)[] = does === 'invite' ? ['channel', 'organisations'] : PARTS[does];
  return parts.every((part) => JSON.stringify(before[part]) === JSON.stringify(now[part]));
}

/** The record after the change, upon what stands there now: the parts that it is about, and all others as they are. */
export function afterNow({ does, after }: SetVendor, now: Vendor | undefined): Vendor | undefined {
  if (!now || !after || does === 'add' || does === 'remove') return after;
  const made = { ...now };
  if (does !== 'invite') for (const part of PARTS[does]) put(made, part, after);
  return made;
}

/** A part that is not there any more stays as nothing, which no record holds. */
function put<P extends keyof Vendor>(into: Vendor, part: P, from: Vendor): void {
  into[part] = from[part];
}
