import type { Actor } from '../../bot/domain/actor.ts';
import { USUAL_TARGETS, type Vendor } from '../../bot/domain/vendor/vendor.ts';
import { VENDORS as STREAM } from '../../bot/flow/vendor/read-vendors.ts';
import { OURS, PEOPLE, VENDORS } from '../bot/flow/people.ts';
import type { World } from '../bot/flow/world.ts';
import { addRoom } from '../fakes/rooms.ts';

/** The channels of these worlds: ours, and one with each of two vendors. */
export const OPS = 'C0OPS';
export const SHARED = 'C0SHARED';
const OTHERS = 'T0OTHERS';
export const THEIRS = 'C0OTHERS';
/** Alarms of these names are declared here. */
export const ALARMS = { match: 'checkout-*', severity: 'critical', channel: 'C0ALARMS' } as const;

/** People of two vendors, and one of a third organisation who reads along nowhere. */
export const VERA: Actor = PEOPLE.vendor;
export const VIKTOR: Actor = { team: VENDORS, user: 'U0VIKTOR' };
export const OTTO: Actor = { team: OTHERS, user: 'U0OTTO' };
export const STRANGER: Actor = PEOPLE.stranger;

export const LIMIT = 5_000_00;

const VIRTUOZZO: Vendor = {
  name: 'virtuozzo',
  label: 'Virtuozzo',
  parties: ['Virtuozzo Team', 'Virtuozzo Team (paid)', 'Virtuozzo Operations', 'Jelastic Operations'],
  organisations: [VENDORS],
  channel: { team: OURS, channel: SHARED },
  targets: USUAL_TARGETS,
  contacts: [
    { who: VIKTOR, side: 'vendor' },
    { who: PEOPLE.admin, side: 'ours' },
  ],
  costLimit: { amount: LIMIT, currency: 'EUR' },
  runs: true,
};
const ANOTHER: Vendor = {
  ...{ name: 'others', label: 'Others', parties: ['Others'], organisations: [OTHERS], contacts: [] },
  ...{ channel: { team: OURS, channel: THEIRS }, targets: USUAL_TARGETS },
};

/** Two vendors with their channels, a circle owner, and whoever works there. */
export async function furnish(world: World): Promise<void> {
  await world.rewrite(STREAM, () => ({ vendors: [VIRTUOZZO, ANOTHER] }));
  addRoom(world.rooms, { channel: OPS });
  addRoom(world.rooms, { channel: ALARMS.channel });
  addRoom(world.rooms, { channel: SHARED, shared: true, organisations: [OURS, VENDORS] });
  addRoom(world.rooms, { channel: THEIRS, shared: true, organisations: [OURS, OTHERS] });
  for (const { team, user } of [VIKTOR, OTTO]) world.chat.profiles.set(user, { team, name: user, flags: [] });
  await world.give('freezer', ['freeze-approver', 'circle-owner']);
  await world.give('admin-2', ['admin', 'budget-holder']);
  for (const { stream, seq, due } of [...world.ledger.streams.values()].flat()) {
    if (due !== undefined) await world.ledger.finish({ stream, seq }, { claimed: due });
  }
}
