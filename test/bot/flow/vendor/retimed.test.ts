import { describe, expect, it } from 'vitest';
import { tellToVendor } from '../../../../bot/domain/escalation/to-vendor.ts';
import { HOUR, MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { readVendors, VENDORS as STREAM } from '../../../../bot/flow/vendor/read-vendors.ts';
import { PEOPLE } from '../people.ts';
import type { World } from '../world.ts';
import { prepareRequest, sendRequest, storyOf, theyDo, VIRTUOZZO, vendorWorld } from './vendors.ts';

async function apply(world: World, text: string): Promise<string> {
  const reply = await world.say('admin', text);
  if (reply.is !== 'proposed') throw new Error(JSON.stringify(reply));
  await world.advance(5 * SECOND);
  await world.say('admin-2', `confirm C-${reply.id}`);
  await world.advance(5 * SECOND);
  return reply.id;
}

const typesOf = (world: World, id: string) =>
  (world.ledger.streams.get(`escalation#${id}`) ?? []).map(({ type }) => type);

describe('Targets that are changed', () => {
  it('wake what is open: on record once, reminded of by them, and shown on both cards', async () => {
    const world = await vendorWorld();
    const open = await sendRequest(world);
    expect(await world.say('admin', 'vendors')).toMatchObject({ lines: [{ asked: { open: 1, theirs: 1, late: 0 } }] });
    const change = await apply(world, 'vendor set virtuozzo targets for major to accept 15m because "their contract"');
    const { said = [], state } = await storyOf(world, open);
    expect(said).toMatchObject([{ type: 'retimed', data: { change }, by: PEOPLE.admin }]);
    expect(state.is).toBe('sent');
    const [vendor] = await readVendors(world.ledger);
    const channel = VIRTUOZZO.channel;
    if (!vendor || !channel) throw new Error('no vendor');
    expect(tellToVendor(await storyOf(world, open), { ...vendor, channel })).toMatchObject({
      retimed: said[0]?.at,
      due: { of: 'accept', at: (state.clock?.sent ?? 0) + 15 * MINUTE },
    });
    const cards = world.chat.cards.filter(({ run }) => run.endsWith(open));
    expect(cards.map(({ seq }) => seq)).toEqual([2, 2]);
    await world.advance(16 * MINUTE);
    expect(typesOf(world, open)).toEqual(['prepared', 'sent', 'retimed', 'reminded']);
  });

  it('leave alone what is not with them, and what another part of the record is about', async () => {
    const world = await vendorWorld();
    const [prepared, done] = [await prepareRequest(world, 'later'), await sendRequest(world)];
    await theyDo(world, done, { is: 'accept' });
    await theyDo(world, done, { is: 'done' });
    await apply(world, 'vendor set virtuozzo hours to 8:00-16:00 mon-fri in UTC because "their contract"');
    await apply(world, 'vendor set virtuozzo cost limit to 9000 EUR a month because "the budget"');
    for (const id of [prepared, done]) expect(typesOf(world, id)).not.toContain('retimed');
  });

  it('beyond the end of a request move that end', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    const before = (await storyOf(world, id)).state.expiresAt;
    await world.rewrite(STREAM, () => ({
      vendors: [
        { ...VIRTUOZZO, targets: { ...VIRTUOZZO.targets, major: { accept: 60, reply: 60, done: 40 * 24 * 60 } } },
      ],
    }));
    await theyDo(world, id, { is: 'accept' });
    const { state } = await storyOf(world, id);
    expect(state).toMatchObject({ is: 'accepted', expiresAt: (state.clock?.sent ?? 0) + 47 * 24 * HOUR });
    expect(state.expiresAt).toBeGreaterThan(before);
    expect(typesOf(world, id)).toEqual(['prepared', 'sent', 'accepted', 'retimed']);
  });
});
