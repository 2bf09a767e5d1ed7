import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../bot/domain/instant.ts';
import type { Contact } from '../../../../bot/domain/vendor/vendor.ts';
import { VENDORS as STREAM } from '../../../../bot/flow/vendor/read-vendors.ts';
import { OURS, PEOPLE, VENDORS } from '../people.ts';
import type { World } from '../world.ts';
import { sendRequest, theyDo, VIRTUOZZO, vendorWorld } from './vendors.ts';

const BOSS: Contact = { who: { team: VENDORS, user: 'U9BOSS' }, side: 'vendor' };
const LEAD: Contact = { who: { team: OURS, user: PEOPLE.approver.user }, side: 'ours' };

/** A request of priority major: to be accepted within two hours. */
async function sent(contacts: Contact[] = [BOSS, LEAD]) {
  const world = await vendorWorld();
  await world.rewrite(STREAM, () => ({ vendors: [{ ...VIRTUOZZO, contacts }] }));
  return { world, id: await sendRequest(world) };
}

/** `accept 0 U9BOSS 120`: what, which step, to whom, minutes after it was sent: the sweep comes once a minute. */
function reminded(world: World, id: string): string[] {
  const events = world.ledger.streams.get(`escalation#${id}`) ?? [];
  const at = events.find(({ type }) => type === 'sent')?.at ?? 0;
  return events
    .filter(({ type }) => type === 'reminded')
    .map((event) => {
      const { of, step, to } = JSON.parse(event.data) as { of: string; step: number; to?: Contact };
      return `${of} ${step} ${to?.who.user} ${Math.round((event.at - at) / MINUTE)}`;
    });
}

const toOurs = (world: World) =>
  world.chat.told.flatMap(({ to, answer }) => (answer.is === 'vendor-late' ? [`${to.user} ${answer.of}`] : []));

const toTheirs = (world: World) =>
  world.chat.toVendor.flatMap(({ told }) => (told.is === 'reminded' ? [`${told.to?.user} ${told.of}`] : []));

describe('A target that the vendor misses', () => {
  it('is said to each of them in turn, once, and then to ours, on record each time', async () => {
    const { world, id } = await sent();
    await world.advance(119 * MINUTE);
    expect(reminded(world, id)).toEqual([]);
    await world.advance(6 * HOUR);
    expect(reminded(world, id)).toEqual(['accept 0 U9BOSS 121', `accept 1 ${LEAD.who.user} 181`]);
    expect(toTheirs(world)).toEqual(['U9BOSS accept']);
    expect(toOurs(world)).toEqual([`${LEAD.who.user} accept`]);
    expect(world.logged.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('is said to nobody once they have done it, or wait for our answer', async () => {
    const { world, id } = await sent();
    await theyDo(world, id, { is: 'ask', text: 'which gate?' });
    await world.advance(5 * HOUR);
    expect(reminded(world, id)).toEqual([]);
    await theyDo(world, id, { is: 'accept', eta: world.now() + HOUR });
    await world.advance(5 * HOUR);
    expect(reminded(world, id)).toEqual([]);
  });

  it('found late, when nobody looked for a day, is said one step at a time all the same', async () => {
    const { world, id } = await sent();
    world.cut.sweep = true;
    await world.advance(24 * HOUR);
    world.cut.sweep = false;
    await world.advance(2 * MINUTE);
    expect(reminded(world, id)).toHaveLength(1);
    await world.advance(61 * MINUTE);
    expect(reminded(world, id)).toHaveLength(2);
  });

  it('of whom the records say nothing any more is said to nobody', async () => {
    const { world, id } = await sent();
    await world.rewrite(STREAM, () => ({ vendors: [] }));
    await world.advance(5 * HOUR);
    expect(reminded(world, id)).toEqual([]);
  });

  it('is said to circle owners as to a vendor, by the usual targets around the clock, then to whoever asked', async () => {
    const world = await vendorWorld();
    await world.give('admin', ['admin', 'circle-owner']);
    const asked = await world.say('operator', 'escalate "who may open the port?" to circle-owner critical');
    if (asked.is !== 'escalated') throw new Error(JSON.stringify(asked));
    await world.advance(40 * MINUTE);
    expect(
      world.chat.told.flatMap(({ to, answer }) => (answer.is === 'vendor-late' ? [[to.user, answer.yours]] : [])),
    ).toEqual([[PEOPLE.admin.user, true]]);
    await world.advance(30 * MINUTE);
    expect(toOurs(world)).toEqual([`${PEOPLE.admin.user} accept`, `${PEOPLE.operator.user} accept`]);
    expect(reminded(world, asked.id)).toHaveLength(2);
  });
});
