import { type Actor, UNRESOLVED_TEAM } from '../actor.ts';
import { err, ok, type Result } from '../result.ts';
import { type Organisation, type Stranger, teamKnown, type Vendor, vendorOfTeam } from './vendor.ts';

/** What Slack says of an account now: its organisation, and the flags that forbid action. */
export type Account = Organisation & { flags: readonly string[] };

/** `unseen`: Slack does not show the account. `barred`: no person, no full member, or not there any more. `other-team`: what named them says another organisation. */
export type Nobody = 'unseen' | 'ours' | 'barred' | 'other-team';

/** Why the one fixed sentence is all they get, for the record. */
export type WhyTurnedAway = Nobody | Stranger | WrongRoom | 'no-such-request';

/**
 * Who somebody is that the payload names, as their account says. Where the payload names organisations, all have to agree; on Enterprise Grid one of
 * them may be the organisation's (`E…`) and the other its workspace's: then the account is of both, or both are registered for one vendor, or they are
 * nobody. `ours`: all ids of our own organisation.
 */
export function whoSpeaks(
  named: Actor,
  account: Account | undefined,
  { ours, vendors }: { ours: readonly string[]; vendors: readonly Vendor[] },
): Result<Actor, Nobody> {
  if (!account || account.team === '') return err('unseen');
  const ids = [account.team, ...(account.enterprise === undefined ? [] : [account.enterprise])];
  if (ids.some((id) => ours.includes(id))) return err('ours');
  if (account.flags.length > 0) return err('barred');
  const known = new Set(ids.map((id) => vendorOfTeam(vendors, id)).filter((vendor) => vendor !== undefined));
  if (known.size > 1) return err('other-team');
  const agrees = (one: string) => ids.includes(one) || agree(one, account.team, vendors);
  if (!named.team.split('/').every(agrees)) return err('other-team');
  return ok({ team: teamKnown(vendors, account), user: named.user });
}

function agree(named: string, told: string, vendors: readonly Vendor[]): boolean {
  if (named === UNRESOLVED_TEAM) return true;
  if (!named.startsWith('E') && !told.startsWith('E')) return false;
  const vendor = vendorOfTeam(vendors, named);
  return vendor !== undefined && vendor === vendorOfTeam(vendors, told);
}

/** What is known of the channel in which something was said; undefined when Slack does not show it. */
export type RoomSeen = { is: 'open' | 'archived'; organisations: readonly string[]; own: readonly string[] };

/** Which organisations of a channel are not ours. `ours`: what is on record of our own, besides what Slack says of it. */
export function othersIn(
  { organisations, own }: Pick<RoomSeen, 'organisations' | 'own'>,
  ours: readonly string[],
): string[] {
  return organisations.filter((one) => !own.includes(one) && !ours.includes(one));
}

/** `re-shared`: an organisation is in it, or is invited, that is neither ours nor that vendor's. `unshared`: nobody of the vendor is in it. */
export type WrongRoom = 'no-room' | 'archived' | 're-shared' | 'unshared';

/** Why nobody may act in the vendor's channel as it stands; undefined where they may. */
export function wrongRoom(
  room: RoomSeen | undefined,
  { ours, vendor }: { ours: readonly string[]; vendor: Vendor },
): WrongRoom | undefined {
  if (!room) return 'no-room';
  if (room.is === 'archived') return 'archived';
  const others = othersIn(room, ours);
  if (others.some((team) => !vendor.organisations.includes(team))) return 're-shared';
  return others.length === 0 ? 'unshared' : undefined;
}
