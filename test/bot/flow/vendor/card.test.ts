import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import {
  appendEscalation,
  escalationStream,
  readEscalation,
} from '../../../../bot/flow/escalation/append-escalation.ts';
import { vendorLossOf } from '../../../../bot/flow/escalation/vendor-loss.ts';
import { VENDORS as STREAM } from '../../../../bot/flow/vendor/read-vendors.ts';
import { ChatBusy } from '../../../../bot/ports/chat.ts';
import { addRoom } from '../../../fakes/rooms.ts';
import { OURS, VENDORS } from '../people.ts';
import type { World } from '../world.ts';
import { createShared, VERA } from './shared-channel.ts';
import { prepareRequest, SHARED, sendRequest, theyDo, VIRTUOZZO, vendorWorld } from './vendors.ts';

const theirs = (world: World) =>
  world.chat.cards.filter(({ run }) => run.startsWith('vendor ')).map(({ ref, shows }) => `${ref.channel} ${shows.is}`);
const ours = (world: World) =>
  world.chat.cards.filter(({ run }) => !run.startsWith('vendor ')).map(({ shows }) => shows.is);

describe('the card in the vendor’s channel', () => {
  it('is posted when the request is sent, not before, and follows every state', async () => {
    const world = await vendorWorld();
    await world.ask('operator', 'restart nginx on infra-gate because "first"');
    await world.advance(5 * SECOND);
    expect(theirs(world)).toEqual([]);
    const id = await sendRequest(world);
    expect(theirs(world)).toEqual([`${SHARED} sent`]);
    await theyDo(world, id, { is: 'ask', text: 'which gate?' });
    await theyDo(world, id, { is: 'accept', eta: world.now() + 30 * MINUTE });
    expect(theirs(world)).toEqual([`${SHARED} accepted`]);
    await theyDo(world, id, { is: 'done', text: 'restarted' });
    expect(theirs(world)).toEqual([`${SHARED} done`]);
    expect(ours(world)).toEqual(['prepared', 'done']);
    expect(world.logged.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('leaves the receipt that says which request its thread is about', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    const card = world.chat.cards.find(({ run }) => run === `vendor ${id}`);
    expect(await world.receipts.get(`thread#${SHARED}#${card?.ref.ts}`, 'request')).toMatchObject({
      value: { stream: `escalation#${id}` },
    });
  });

  it('is nowhere where no vendor is registered for it', async () => {
    const world = await vendorWorld('editing-system-files', []);
    const id = await sendRequest(world);
    expect(theirs(world)).toEqual([]);
    expect(await vendorLossOf(world, `escalation#${id}`)).toBeUndefined();
  });

  it.each<[string, (world: World) => unknown]>([
    ['archived', (world) => addRoom(world.rooms, { channel: SHARED, is: 'archived', organisations: [OURS, VENDORS] })],
    ['left-out', (world) => addRoom(world.rooms, { channel: SHARED, member: false, organisations: [OURS, VENDORS] })],
    ['absent', (world) => world.rooms.all.delete(SHARED)],
    ['strangers', (world) => addRoom(world.rooms, { channel: SHARED, organisations: [OURS, VENDORS, 'T0ZETA'] })],
    ['disconnected', (world) => addRoom(world.rooms, { channel: SHARED, organisations: [OURS] })],
    ['no-channel', (world) => world.rewrite(STREAM, () => ({ vendors: [withoutChannel()] }))],
  ])(
    'is not posted while the channel is lost (%s), which our card says; it is when that is mended',
    async (why, lose) => {
      const world = await vendorWorld();
      await lose(world);
      const id = await sendRequest(world);
      expect(theirs(world)).toEqual([]);
      expect(await vendorLossOf(world, `escalation#${id}`)).toBe(why);
      const before = world.chat.cards.find(({ run }) => run === id)?.edits ?? 0;
      addRoom(world.rooms, { channel: SHARED, organisations: [OURS, VENDORS] });
      await world.rewrite(STREAM, () => ({ vendors: [VIRTUOZZO] }));
      await world.advance(7 * MINUTE);
      expect(theirs(world)).toEqual([`${SHARED} sent`]);
      expect(await vendorLossOf(world, `escalation#${id}`)).toBeUndefined();
      expect(world.chat.cards.find(({ run }) => run === id)?.edits).toBe(before + 1);
    },
  );

  it('tells a third organisation nothing more, and goes on when they are gone', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS, VENDORS, 'T0ZETA'] });
    await theyDo(world, id, { is: 'accept' });
    expect(theirs(world)).toEqual([`${SHARED} sent`]);
    expect(ours(world)).toEqual(['accepted']);
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS, VENDORS] });
    await world.advance(7 * MINUTE);
    expect(theirs(world)).toEqual([`${SHARED} accepted`]);
  });

  it('says that the request is over once they can be reached again, though it ended meanwhile', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    addRoom(world.rooms, { channel: SHARED, is: 'archived', organisations: [OURS, VENDORS] });
    await world.say('operator', `withdraw E-${id} because "it went"`);
    await world.advance(12 * MINUTE);
    expect([...theirs(world), world.chat.toVendor.length]).toEqual([`${SHARED} sent`, 0]);
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS, VENDORS] });
    await world.advance(15 * MINUTE);
    expect([...theirs(world), ...world.chat.toVendor.map(({ told }) => told.is)]).toEqual([
      `${SHARED} withdrawn`,
      'withdrawn',
    ]);
    expect((await world.ledger.head(`escalation#${id}`))?.due).toBeUndefined();
  });

  it('says that the request is over also where nobody knows that it was posted', async () => {
    const world = await vendorWorld();
    const id = await prepareRequest(world);
    const post = world.chat.postCard;
    world.chat.postCard = async (...args) => {
      const posted = await post(...args);
      world.chat.postCard = post;
      world.replaceProcess();
      if (posted.is === 'posted' && posted.ref.channel === SHARED) throw new ChatBusy(30 * SECOND); // it was posted all the same
      return posted;
    };
    world.replaceProcess();
    await world.say('operator', `send E-${id}`);
    await world.advance(SECOND);
    expect(theirs(world)).toEqual([`${SHARED} sent`]);
    await world.say('operator', `withdraw E-${id}`);
    await world.advance(5 * MINUTE);
    expect(theirs(world)).toEqual([`${SHARED} withdrawn`]);
  });

  it('says that the request is over also where it is posted once more in that very moment', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    const stream = `escalation#${id}`;
    const sent = await world.ledger.head(stream);
    if (sent?.due === undefined) throw new Error('no timer');
    // Somebody deleted it, and a worker is about to post it again.
    const until = world.now() + 90 * SECOND;
    await world.ledger.claim(sent, { seen: sent.due, until });
    const [card] = world.chat.cards.splice(
      world.chat.cards.findIndex(({ run }) => run === `vendor ${id}`),
      1,
    );
    if (!card) throw new Error('no card');
    await world.receipts.put(stream, 'vendor-card', { value: { gone: 'deleted' }, seq: sent.seq });
    await world.say('operator', `withdraw E-${id}`);
    await world.advance(SECOND);
    world.chat.cards.push(card);
    await world.receipts.put(stream, 'vendor-card', { value: { ...card.ref }, seq: sent.seq });
    await world.ledger.finish(sent, { claimed: until });
    await world.advance(3 * MINUTE);
    expect(theirs(world)).toEqual([`${SHARED} withdrawn`]);
  });

  it('is not come back to for ever, nor at all where they never saw it', async () => {
    const world = await vendorWorld();
    const seen = await sendRequest(world);
    addRoom(world.rooms, { channel: SHARED, is: 'archived', organisations: [OURS, VENDORS] });
    const unseen = await sendRequest(world, 'the audit');
    for (const id of [seen, unseen]) await world.say('operator', `withdraw E-${id}`);
    await world.advance(MINUTE);
    const due = async (id: string) => (await world.ledger.head(`escalation#${id}`))?.due;
    expect([await due(seen), await due(unseen)]).toEqual([expect.any(Number), undefined]);
    world.clock.at += 15 * 24 * HOUR;
    await world.advance(2 * MINUTE);
    expect(await due(seen)).toBeUndefined();
  });

  it('is posted once more when it was deleted, as long as the request is open', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    world.chat.cards.splice(
      world.chat.cards.findIndex(({ run }) => run === `vendor ${id}`),
      1,
    );
    await theyDo(world, id, { is: 'accept' });
    expect(theirs(world)).toEqual([`${SHARED} accepted`]);
    world.chat.cards.splice(
      world.chat.cards.findIndex(({ run }) => run === `vendor ${id}`),
      1,
    );
    await theyDo(world, id, { is: 'done' });
    await world.advance(7 * MINUTE);
    expect(theirs(world)).toEqual([]);
  });

  it('is posted once more also after an event before was parked', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    const { updateCard } = world.chat;
    world.chat.updateCard = async () => {
      throw new Error('Slack takes no such card');
    };
    world.replaceProcess();
    await theyDo(world, id, { is: 'ask', text: 'which gate?' });
    await world.advance(HOUR);
    expect(world.logged.filter((line) => line === 'error parked')).toHaveLength(1);
    world.chat.updateCard = updateCard;
    world.replaceProcess();
    world.chat.cards.splice(
      world.chat.cards.findIndex(({ run }) => run === `vendor ${id}`),
      1,
    );
    await theyDo(world, id, { is: 'accept' });
    await world.advance(MINUTE);
    expect(theirs(world)).toEqual([`${SHARED} accepted`]);
  });

  it('moves with the vendor to another channel', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    addRoom(world.rooms, { channel: 'C0NEXT', organisations: [OURS, VENDORS] });
    await world.rewrite(STREAM, () => ({ vendors: [{ ...VIRTUOZZO, channel: { team: OURS, channel: 'C0NEXT' } }] }));
    await theyDo(world, id, { is: 'accept' });
    expect(theirs(world)).toEqual(['C0NEXT accepted']);
  });

  it('tells in the new channel alone how a request ended that was seen in the one before', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS, VENDORS, 'T0ZETA'] });
    addRoom(world.rooms, { channel: 'C0NEXT', organisations: [OURS, VENDORS] });
    await world.rewrite(STREAM, () => ({ vendors: [{ ...VIRTUOZZO, channel: { team: OURS, channel: 'C0NEXT' } }] }));
    await world.say('operator', `withdraw E-${id}`);
    await world.advance(SECOND);
    expect(theirs(world)).toEqual(['C0NEXT withdrawn']);
    expect(world.chat.toVendor).toMatchObject([{ card: { channel: 'C0NEXT' }, told: { is: 'withdrawn' } }]);
  });

  it('waits while Slack is busy, and is there once it is not', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    world.chat.busy = { retryAfter: 3 * SECOND };
    await theyDo(world, id, { is: 'accept' });
    expect(theirs(world)).toEqual([`${SHARED} sent`]);
    world.chat.busy = undefined;
    await world.advance(2 * MINUTE);
    expect(theirs(world)).toEqual([`${SHARED} accepted`]);
    expect(ours(world)).toEqual(['accepted']);
  });
});

function withoutChannel() {
  const { channel: _channel, ...rest } = VIRTUOZZO;
  return rest;
}

describe('the card by which a budget holder is asked', () => {
  it('says that the request is over where that was so before it was there', async () => {
    const { world, id, say } = await createShared({
      kind: 'paid',
      vendor: { costLimit: { amount: 500_000, currency: 'EUR' } },
    });
    const stream = escalationStream(id);
    const ask = world.chat.askDirectly;
    world.chat.askDirectly = async (...args) => {
      world.chat.askDirectly = ask;
      world.replaceProcess();
      const read = await readEscalation(world.ledger, stream);
      if (!read) throw new Error('no request');
      const step = { type: 'declined', data: { because: 'no people' } } as const;
      await appendEscalation(world.ledger, read, { step, by: VERA, at: world.now() });
      await world.process().tend(stream);
      return ask(...args);
    };
    world.replaceProcess();
    await say(`estimate E-${id} 900 EUR`);
    await world.advance(10 * SECOND);
    expect(world.chat.direct.map(({ to, shows }) => [to, shows.is])).toEqual([['U0BUDGET', 'declined']]);
  });
});
