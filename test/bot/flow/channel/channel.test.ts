import { describe, expect, it } from 'vitest';
import type { ChannelNews } from '../../../../bot/domain/channel/news.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { vendorLossOf } from '../../../../bot/flow/escalation/vendor-loss.ts';
import { readVendors, VENDORS as STREAM } from '../../../../bot/flow/vendor/read-vendors.ts';
import { addRoom } from '../../../fakes/rooms.ts';
import { createChannel } from '../incident/channel.ts';
import { OURS, PEOPLE, VENDORS } from '../people.ts';
import { SHARED, sendRequest, theyDo, VIRTUOZZO, vendorWorld } from '../vendor/vendors.ts';
import type { World } from '../world.ts';

const NEW = 'C0NEWID';
const common = { installedTeam: OURS, channel: SHARED, at: 1 };
const MOVED: ChannelNews = { ...common, source: `moved:${SHARED}:${NEW}`, is: 'moved', to: NEW };
const UNSHARED: ChannelNews = { ...common, source: 'unshared:1', is: 'unshared', organisation: VENDORS };
const invited = (more: object = {}): ChannelNews => ({
  ...{ ...common, source: `invitation:${JSON.stringify(more)}`, is: 'invitation', step: 'accepted' },
  ...{ organisation: VENDORS, ...more },
});

async function hears(world: World, news: ChannelNews) {
  const before = world.chat.told.length;
  await world.process().happened(news);
  await world.advance(MINUTE);
  return world.chat.told
    .slice(before)
    .flatMap(({ to, answer }) => (answer.is === 'channel-news' ? [{ to, answer }] : []));
}
const settled = (world: World) =>
  [...world.ledger.streams]
    .filter(([stream]) => stream.startsWith('channel#'))
    .map(([, all]) => JSON.parse(all.at(-1)?.data ?? ''));
const channelOf = async (world: World) => (await readVendors(world.ledger))[0]?.channel?.channel;
const lookAt = (world: World, organisations: string[], more: object = {}) =>
  addRoom(world.rooms, { channel: NEW, shared: true, organisations, ...more });
/** As Slack does: the channel is there under another id, with all that stands in it. */
const rename = (world: World, organisations = [OURS, VENDORS]) => {
  world.rooms.all.delete(SHARED);
  lookAt(world, organisations);
  for (const card of world.chat.cards) if (card.ref.channel === SHARED) card.ref = { ...card.ref, channel: NEW };
};

describe('a vendor’s channel that gets another id', () => {
  it('is followed on record, with the cards of requests and their threads, and admins are told once', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    const card = world.chat.cards.find(({ run }) => run === `vendor ${id}`)?.ref;
    rename(world);
    const told = await hears(world, MOVED);
    expect(await channelOf(world)).toBe(NEW);
    expect(world.ledger.streams.get(STREAM)?.at(-1)).toMatchObject({ type: 'vendor-moved' });
    expect(told.map(({ to }) => to)).toEqual([PEOPLE.admin, PEOPLE['admin-2']]);
    expect(told[0]?.answer.came).toEqual({
      is: 'moved',
      incidents: [],
      vendor: { name: 'virtuozzo', requests: [id] },
    });
    expect(await world.receipts.get(`thread#${NEW}#${card?.ts}`, 'request')).toMatchObject({
      value: { stream: `escalation#${id}` },
    });
    await theyDo(world, id, { is: 'accept' });
    const cards = world.chat.cards.filter(({ run }) => run === `vendor ${id}`);
    expect(cards).toHaveLength(1);
    expect(await world.receipts.get(`escalation#${id}`, 'vendor-card')).toMatchObject({
      value: { channel: NEW, ts: card?.ts },
    });
    expect(await hears(world, MOVED)).toEqual([]);
  });

  it.each<[string, (world: World) => unknown, string]>([
    ['Slack does not show the new one', () => undefined, 'absent'],
    [
      'the bot is not in it, and sees it not as ours',
      (world) => lookAt(world, [VENDORS], { own: ['T0OTHER'] }),
      'absent',
    ],
    ['somebody of a third organisation is in it', (world) => lookAt(world, [OURS, VENDORS, 'T0ZETA']), 'strangers'],
    [
      'it is another vendor’s',
      (world) => {
        lookAt(world, [OURS, VENDORS]);
        const other = { ...VIRTUOZZO, name: 'other', organisations: ['T0X'], channel: { team: OURS, channel: NEW } };
        return world.rewrite(STREAM, () => ({ vendors: [VIRTUOZZO, other] }));
      },
      'taken',
    ],
  ])('is not followed where %s: admins are told what to set', async (_why, make, not) => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    await make(world);
    const told = await hears(world, MOVED);
    expect(await channelOf(world)).toBe(SHARED);
    expect(told.map(({ answer }) => answer.came)).toEqual(
      Array(2).fill({ is: 'moved', incidents: [], vendor: { name: 'virtuozzo', requests: [id], not } }),
    );
  });

  it.each<[string, ChannelNews]>([
    ['of another installation', { ...MOVED, installedTeam: 'T0OTHER' }],
    ['of a channel that no record names', { ...MOVED, channel: 'C0WHATEVER' }],
  ])('comes to nothing, on record and unsaid: %s', async (_what, news) => {
    const world = await vendorWorld();
    rename(world);
    expect(await hears(world, news)).toEqual([]);
    expect(settled(world)).toEqual([{ is: 'nothing' }]);
    expect(await channelOf(world)).toBe(SHARED);
  });
});

describe('the channel of an incident that gets another id', () => {
  it('goes on under it: its room, its place, who follows, and what is said there', async () => {
    const it = await createChannel();
    const { world } = it;
    const [stream = ''] = [...world.ledger.streams.keys()].filter((one) => one.startsWith('incident#'));
    const state = () => JSON.parse(world.ledger.streams.get(stream)?.at(-1)?.state ?? '{}');
    const from = state().room?.channel ?? state().place.channel;
    lookAt(world, [OURS]);
    await hears(world, { ...MOVED, source: 'moved:incident', channel: from });
    expect(JSON.stringify(state())).not.toContain(from);
    expect(await world.timeline.incidentOf({ team: OURS, channel: NEW })).toBe(state().id);
    expect((await it.entries()).map(({ text }) => text)).toContain(`the channel has another id now: ${NEW}`);
  });
});

describe('a vendor that is cut off', () => {
  it('is said once to admins and to whoever waits for it, with what is open, and the cards say it at once', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    await world.advance(30 * MINUTE);
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS] });
    const told = await hears(world, UNSHARED);
    expect(told.map(({ to }) => to)).toEqual([PEOPLE.admin, PEOPLE['admin-2'], PEOPLE.operator]);
    expect(told[0]?.answer.came).toEqual({ is: 'unshared', vendor: 'virtuozzo', requests: [id], still: [] });
    expect(await vendorLossOf(world, `escalation#${id}`)).toBe('disconnected');
    expect(await hears(world, UNSHARED)).toEqual([]);
    expect(world.ledger.streams.get(`escalation#${id}`)?.at(-1)?.type).toBe('sent');
  });

  it('in part, is said with who is left; a third organisation that leaves is no news', async () => {
    const world = await vendorWorld();
    await world.rewrite(STREAM, () => ({ vendors: [{ ...VIRTUOZZO, organisations: [VENDORS, 'T0VIRTEU'] }] }));
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS, 'T0VIRTEU'] });
    expect((await hears(world, UNSHARED))[0]?.answer.came).toMatchObject({ still: ['T0VIRTEU'], requests: [] });
    expect(await hears(world, { ...UNSHARED, source: 'unshared:2', organisation: 'T0ZETA' })).toEqual([]);
  });

  it('by a third organisation that leaves, can act at once', async () => {
    const world = await vendorWorld();
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS, VENDORS, 'T0ZETA'] });
    const id = await sendRequest(world);
    expect(await vendorLossOf(world, `escalation#${id}`)).toBe('strangers');
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS, VENDORS] });
    await hears(world, { ...UNSHARED, organisation: 'T0ZETA' });
    expect(await vendorLossOf(world, `escalation#${id}`)).toBeUndefined();
  });
});

describe('an invitation', () => {
  const ADDRESS = 'vera@virtuozzo.example';
  const withInvited = async () => {
    const world = await vendorWorld();
    await world.rewrite(STREAM, () => ({ vendors: [{ ...VIRTUOZZO, invited: { address: ADDRESS, at: 0 } }] }));
    return world;
  };
  const step = async (world: World) => (await readVendors(world.ledger))[0]?.invited?.step;

  it('is on the record with its step, and whoever invited is told, or else admins', async () => {
    const world = await withInvited();
    world.chat.profiles.set(PEOPLE.operator.user, { team: OURS, name: 'Op', flags: [] });
    expect((await hears(world, invited({ waits: true, address: ADDRESS.toUpperCase() }))).map(({ to }) => to)).toEqual([
      PEOPLE.admin,
      PEOPLE['admin-2'],
    ]);
    expect(await step(world)).toEqual({ is: 'accepted', at: 1, organisation: VENDORS, waits: true });
    const by = { step: 'declined', at: 2, inviter: PEOPLE.operator.user };
    expect((await hears(world, invited(by))).map(({ to }) => to)).toEqual([PEOPLE.operator]);
    expect(await step(world)).toEqual({ is: 'declined', at: 2, organisation: VENDORS });
  });

  it('that they accept has what waited for them said at once', async () => {
    const world = await withInvited();
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS] });
    const id = await sendRequest(world);
    expect(await vendorLossOf(world, `escalation#${id}`)).toBe('disconnected');
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS, VENDORS] });
    await hears(world, invited());
    expect(world.chat.cards.filter(({ run }) => run === `vendor ${id}`)).toHaveLength(1);
  });

  it('of somebody else, an older one, and one to no vendor’s channel leave the record as it is', async () => {
    const world = await withInvited();
    await hears(world, invited({ at: 5 }));
    const before = await step(world);
    await hears(world, invited({ at: 6, address: 'otto@others.example' }));
    await hears(world, invited({ at: 4, step: 'declined' }));
    expect(await hears(world, { ...invited({ at: 7 }), channel: 'C0ELSE' })).toEqual([]);
    expect(await step(world)).toEqual(before);
  });
});
