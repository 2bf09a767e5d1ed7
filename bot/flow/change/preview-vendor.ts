import type { ChangeRefusal } from '../../domain/change/refusal.ts';
import type { SetVendor } from '../../domain/change/set-vendor.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { edited, sameVendor, vendorsAfter } from '../../domain/vendor/edit.ts';
import { refuseSize, type VendorRefusal } from '../../domain/vendor/refusal.ts';
import { type Contact, teamKnown, type Vendor } from '../../domain/vendor/vendor.ts';
import type { TendDeps } from '../deps.ts';
import { readVendors } from '../vendor/read-vendors.ts';
import { asSeen } from '../vendor/see-room.ts';
import { readOurs } from '../vendor/vendor-parties.ts';

type Deps = Pick<TendDeps, 'ledger' | 'chat' | 'rooms' | 'records'>;

/** What only Slack knows of a change of a vendor: who is in the channel, and whose people its contacts are. */
export async function previewVendor(
  deps: Deps,
  change: SetVendor,
  team: string,
): Promise<Result<SetVendor, ChangeRefusal>> {
  const { after, users } = change;
  if (after && users) return withContacts(deps, { ...change, after, users }, team);
  const channel = after?.channel?.channel;
  if (channel === undefined) return ok(change);
  const room = await deps.rooms.look(channel);
  // Only Slack says which Enterprise organisation is ours.
  const own = after?.organisations.find((one) => room.ok && room.value.own.includes(one));
  if (own !== undefined) return err({ reason: 'organisation-ours', organisation: own });
  return ok({ ...change, seen: asSeen(room, await readOurs(deps.records, team)) });
}

async function withContacts(
  deps: Deps,
  change: SetVendor & { after: Vendor; users: string[] },
  team: string,
): Promise<Result<SetVendor, VendorRefusal>> {
  const { users, ...rest } = change;
  const contacts: Contact[] = [];
  for (const user of users) {
    const contact = await contactOf(deps, { user, vendor: change.after, team });
    if (!contact.ok) return contact;
    contacts.push(contact.value);
  }
  const after = edited(change.after, { set: 'contacts', users }, { team, contacts });
  if (sameVendor(change.after, after)) return err({ reason: 'vendor-same', vendor: after.name });
  const refusal = refuseSize(vendorsAfter(await readVendors(deps.ledger), after.name, after), after);
  return refusal ? err(refusal) : ok({ ...rest, after });
}

/** Theirs and ours are told apart by the organisation that Slack says; whoever is of neither is told nothing of what is asked. */
async function contactOf(
  { chat }: Deps,
  { user, vendor, team }: { user: string; vendor: Vendor; team: string },
): Promise<Result<Contact, VendorRefusal>> {
  const no = { reason: 'no-contact', user, vendor: vendor.name } as const;
  const profile = await chat.profile({ team, user });
  if (!profile) return err({ ...no, why: 'unknown' });
  const [flag] = profile.flags;
  const theirs = teamKnown([vendor], profile);
  const isTheirs = vendor.organisations.includes(theirs);
  if (!isTheirs && theirs !== team) return err({ ...no, why: 'elsewhere' });
  if (flag !== undefined) return err({ ...no, why: 'flag', flag });
  return ok({ who: { team: theirs, user }, side: isTheirs ? 'vendor' : 'ours' });
}
