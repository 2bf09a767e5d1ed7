import type { VendorEdit } from '../vendor/edit.ts';
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
