import { type Actor, UNRESOLVED_TEAM } from '../actor.ts';
import { err, ok, type Result } from '../result.ts';
import { type Stranger, type Vendor, vendorOfTeam } from './vendor.ts';

/** What Slack says of an account now: its organisation, and the flags that forbid action. */
export type Account = { team: string; flags: readonly string[] };

/** `unseen`: Slack does not show the account. `barred`: no person, no full member, or not there any more. `other-team`: what named them says another organisation. */
export type Nobody = 'unseen' | 'ours' | 'barred' | 'other-team';

/** Why the one fixed sentence is all they get, for the record. */
export type WhyTurnedAway = Nobody | Stranger | WrongRoom | 'no-such-request';

/**
 * Who somebody is that the payload names, as their account says. Where the payload names organisations, all have to agree; on Enterprise Grid one of
 * them may be the organisation's (`E…`) and the other its workspace's: then both are registered for one vendor, or they are nobody.
 */
export function whoSpeaks(
  named: Actor,
  account: Account | undefined,
  { ours, vendors }: { ours: string; vendors: readonly Vendor[] },
): Result<Actor, Nobody> {
  if (!account || account.team === '') return err('unseen');
  if (account.team === ours) return err('ours');
  if (account.flags.length > 0) return err('barred');
  const { team } = account;
  if (!named.team.split('/').every((one) => agree(one, team, vendors))) return err('other-team');
  return ok({ team, user: named.user });
}

function agree(named: string, told: string, vendors: readonly Vendor[]): boolean {
  if (named === UNRESOLVED_TEAM || named === told) return true;
  if (!named.startsWith('E') && !told.startsWith('E')) return false;
  const vendor = vendorOfTeam(vendors, named);
  return vendor !== undefined && vendor === vendorOfTeam(vendors, told);
}

/** What is known of the channel in which something was said; undefined when Slack does not show it. */
export type RoomSeen = { is: 'open' | 'archived'; organisations: readonly string[] };

/** `re-shared`: an organisation is in it, or is invited, that is neither ours nor that vendor's. `unshared`: nobody of the vendor is in it. */
export type WrongRoom = 'no-room' | 'archived' | 're-shared' | 'unshared';

/** Why nobody may act in the vendor's channel as it stands; undefined where they may. */
export function wrongRoom(
  room: RoomSeen | undefined,
  { ours, vendor }: { ours: string; vendor: Vendor },
): WrongRoom | undefined {
  if (!room) return 'no-room';
  if (room.is === 'archived') return 'archived';
  const others = room.organisations.filter((team) => team !== ours);
  if (others.some((team) => !vendor.organisations.includes(team))) return 're-shared';
  return others.length === 0 ? 'unshared' : undefined;
}
