import type { VendorLoss } from '../../../domain/escalation/to-vendor.ts';

/** Why the vendor does not see a request, and what mends it. It is tried again by itself. */
export function vendorLossWords(lost: VendorLoss): string {
  const { why, next } = LOSSES[lost];
  return `⚠ *They do not see it*: ${why}. ${next}; until then tell them by hand. It is tried again every few minutes`;
}

const LOSSES: Record<VendorLoss, { why: string; next: string }> = {
  unregistered: { why: 'no such vendor is registered any more', next: 'An admin registers them' },
  'no-channel': {
    why: 'no channel is registered for them',
    next: 'An admin registers the one that is shared with them',
  },
  archived: { why: 'their channel is archived', next: 'Unarchive it, or an admin registers another' },
  'left-out': { why: 'Remit is not in their channel', next: 'Type `/invite @ops` there' },
  absent: {
    why: 'there is no such channel, or Remit is not in it',
    next: 'Type `/invite @ops` there, or an admin registers another',
  },
  forbidden: { why: 'Remit may not post in their channel', next: 'Let it post there' },
  strangers: {
    why: 'people of a third organisation are in their channel',
    next: 'Take them out, or an admin registers a channel without them',
  },
  disconnected: { why: 'nobody of theirs is in their channel', next: 'Invite them to it' },
};
