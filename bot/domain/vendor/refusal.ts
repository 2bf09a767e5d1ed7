import type { Vendor } from './vendor.ts';

/** Bytes that all vendors may take: the head of their stream is read at every decision about any of them. */
export const VENDORS_MOST = 7_500;
/** Bytes of one of them: a change shows it as it was and as it will be. */
export const VENDOR_MOST = 3_000;

/** Why Slack sends no invitation: who may and how is its own settings' to say. */
export type InviteFailure =
  | 'no-right'
  | 'no-scope'
  | 'bad-address'
  | 'in-already'
  | 'full'
  | 'not-paid'
  | 'not-host'
  | 'not-shareable'
  | 'no-channel'
  | 'left-out'
  | 'archived';

/** Why a vendor's record is not changed. `by`: the name of the vendor that has it. */
export type VendorRefusal =
  | { reason: 'vendor-there'; vendor: string }
  | { reason: 'vendor-same'; vendor: string }
  | { reason: 'organisation-ours'; organisation: string }
  | { reason: 'organisation-taken'; organisation: string; by: string }
  | { reason: 'channel-taken'; channel: string; by: string }
  | { reason: 'party-taken'; party: string; by: string }
  /** `all`: of all vendors together, not of this one. */
  | { reason: 'vendor-too-large'; vendor: string; size: number; most: number; all: boolean }
  /** Requests that are prepared or with the vendor, by their ids. */
  | { reason: 'vendor-asked'; vendor: string; requests: string[] }
  /** An account that Slack does not vouch for, or that is neither of the vendor nor of us. */
  | { reason: 'no-contact'; user: string; vendor: string; why: 'elsewhere' | 'unknown' | 'flag'; flag?: string }
  | { reason: 'no-vendor-channel'; vendor: string }
  | { reason: 'not-invited'; vendor: string; address: string; why: InviteFailure };

/**
 * Why this vendor cannot stand beside the others: one organisation and one channel are of one vendor only, else it would not be told apart who
 * acts; and no cell has two receivers. `ours`: the organisations that are our own.
 */
export function refuseVendor(
  after: Vendor,
  { others, ours }: { others: readonly Vendor[]; ours: readonly string[] },
): VendorRefusal | undefined {
  return refuseOrganisations(after, others, ours) ?? refuseChannel(after, others) ?? refuseParties(after, others);
}

function refuseOrganisations(
  { organisations }: Vendor,
  others: readonly Vendor[],
  ours: readonly string[],
): VendorRefusal | undefined {
  const own = organisations.find((one) => ours.includes(one));
  if (own !== undefined) return { reason: 'organisation-ours', organisation: own };
  for (const organisation of organisations) {
    const by = others.find((other) => other.organisations.includes(organisation));
    if (by) return { reason: 'organisation-taken', organisation, by: by.name };
  }
  return undefined;
}

function refuseChannel({ channel }: Vendor, others: readonly Vendor[]): VendorRefusal | undefined {
  if (!channel) return undefined;
  const by = others.find((other) => other.channel?.channel === channel.channel);
  return by && { reason: 'channel-taken', channel: channel.channel, by: by.name };
}

/** Two vendors may share a party of the matrix where each takes other activities of it. */
function refuseParties(after: Vendor, others: readonly Vendor[]): VendorRefusal | undefined {
  for (const party of after.parties) {
    const by = others.find((other) => other.parties.includes(party) && meet(after.activities, other.activities));
    if (by) return { reason: 'party-taken', party, by: by.name };
  }
  return undefined;
}

function meet(some: readonly string[] | undefined, others: readonly string[] | undefined): boolean {
  return !some || !others || some.some((one) => others.includes(one));
}

/** What is stored has its limit: said here, where somebody can do something about it. */
export function refuseSize(vendors: readonly Vendor[], after: Vendor): VendorRefusal | undefined {
  const size = bytes(after);
  const of = { reason: 'vendor-too-large', vendor: after.name } as const;
  if (size > VENDOR_MOST) return { ...of, size, most: VENDOR_MOST, all: false };
  const all = bytes(vendors);
  return all > VENDORS_MOST ? { ...of, size: all, most: VENDORS_MOST, all: true } : undefined;
}

function bytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
