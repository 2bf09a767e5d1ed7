import { describe, expect, it } from 'vitest';
import { ACT_REASON_BLOCK } from '../../../../bot/adapters/slack/render/act-form.ts';
import { renderForm } from '../../../../bot/adapters/slack/render/form.ts';
import { sentenceOf } from '../../../../bot/adapters/slack/render/form-sentence.ts';
import { HOUR, MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { commands } from '../../../../commands/index.ts';
import { checkView } from '../../../../local/slack/blocks/check.ts';
import { addRoom } from '../../../fakes/rooms.ts';
import { OURS, PEOPLE, VENDORS } from '../people.ts';
import type { World } from '../world.ts';
import { prepareRequest, SHARED, sendRequest, storyOf, theyDo, vendorWorld, weDo } from './vendors.ts';

const DAY = 24 * HOUR;
const said = (world: World) => world.chat.toVendor.map(({ told }) => told);
const news = (world: World, id: string) => world.chat.announced.filter((one) => one.startsWith(id));

describe('the thread below the vendor’s card', () => {
  it('says what we say, each thing once, in order, to whoever took it, in nobody’s name', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    await theyDo(world, id, { is: 'accept' });
    await weDo(world, id, { type: 'replied', data: { text: 'the first one, says <@U0APPROVER>' } });
    await weDo(world, id, { type: 'replied', data: { text: 'password=hunter2hunter2' } }, 'approver');
    await world.advance(SECOND);
    await theyDo(world, id, { is: 'done', text: 'restarted' });
    await weDo(world, id, { type: 'reopened', data: { because: 'down again' } });
    await world.advance(MINUTE);
    const card = world.chat.cards.find(({ run }) => run === `vendor ${id}`)?.ref;
    expect(world.chat.toVendor.map((one) => one.card)).toEqual([card, card, card]);
    expect(said(world)).toEqual([
      {
        request: id,
        seq: 3,
        since: expect.any(Number),
        to: PEOPLE.vendor,
        is: 'replied',
        text: 'the first one, says <@…>',
      },
      { request: id, seq: 4, since: expect.any(Number), to: PEOPLE.vendor, is: 'replied', text: 'password=[hidden]' },
      { request: id, seq: 6, since: expect.any(Number), to: PEOPLE.vendor, is: 'reopened', text: 'down again' },
    ]);
    expect(JSON.stringify(said(world))).not.toContain('U0OPERATOR');
  });

  it('says the sum that was approved, whatever was estimated since', async () => {
    const world = await vendorWorld('ip-and-routing');
    const id = await sendRequest(world);
    await theyDo(world, id, { is: 'estimate', amount: 100, currency: 'EUR' });
    world.cut.stream = true;
    await weDo(world, id, { type: 'cost-approved', data: { person: 'p', spent: 0 } }, 'budget');
    await theyDo(world, id, { is: 'estimate', amount: 900, currency: 'EUR' });
    world.cut.stream = false;
    await world.advance(2 * MINUTE);
    expect(said(world)).toMatchObject([{ is: 'cost-approved', estimate: { amount: 100, currency: 'EUR' } }]);
  });

  it('says that it was taken back, or is over, without our reason', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    await world.say('operator', `withdraw E-${id} because "the budget of Zoe"`);
    await world.advance(SECOND);
    expect(said(world)).toEqual([{ request: id, seq: 2, since: expect.any(Number), is: 'withdrawn' }]);
  });

  it('says nothing while strangers read along, and all of it when they are gone', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS, VENDORS, 'T0ZETA'] });
    await weDo(world, id, { type: 'replied', data: { text: 'now' } });
    await world.advance(MINUTE);
    expect(said(world)).toEqual([]);
    addRoom(world.rooms, { channel: SHARED, organisations: [OURS, VENDORS] });
    await world.advance(6 * MINUTE);
    expect(said(world)).toMatchObject([{ is: 'replied', text: 'now' }]);
  });
});

describe('whoever asked', () => {
  it('is told when the vendor asks back, accepts, is done, and once more after it was reopened', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    expect(news(world, id)).toEqual([]);
    await theyDo(world, id, { is: 'ask', text: 'which?' });
    await weDo(world, id, { type: 'replied', data: { text: 'the first' } });
    await theyDo(world, id, { is: 'accept' });
    await theyDo(world, id, { is: 'progress', text: 'half' });
    await theyDo(world, id, { is: 'done' });
    await weDo(world, id, { type: 'reopened', data: { because: 'no' } });
    await theyDo(world, id, { is: 'done' });
    expect(news(world, id)).toEqual([2, 4, 6, 8].map((seq) => `${id} news-${seq}`));
  });

  it.each([
    ['declined', { is: 'decline', because: 'not ours' } as const],
    ['estimated', undefined],
  ])('is told when it is %s, and not of an estimate, of which a budget holder is', async (_name, act) => {
    const world = await vendorWorld(act ? 'editing-system-files' : 'ip-and-routing');
    const id = await sendRequest(world);
    await theyDo(world, id, act ?? { is: 'estimate', amount: 1, currency: 'EUR' });
    expect(news(world, id)).toEqual(act ? [`${id} news-2`] : []);
  });
});

describe('`reply` and `reopen`', () => {
  const reasonOf = (reply: object) => ('refusal' in reply ? (reply.refusal as { reason: string }).reason : reply);

  it('reach the vendor below their card', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    expect(await world.say('operator', `reply E-${id} "the first one"`)).toMatchObject({ act: 'replied' });
    await theyDo(world, id, { is: 'accept' });
    await theyDo(world, id, { is: 'done' });
    expect(reasonOf(await world.say('operator', `reply E-${id} "thanks"`))).toBe('too-late');
    expect(await world.say('approver', `reopen E-${id} because "down again"`)).toMatchObject({ act: 'reopened' });
    await world.advance(SECOND);
    expect(said(world).map((one) => [one.is, 'text' in one && one.text])).toEqual([
      ['replied', 'the first one'],
      ['reopened', 'down again'],
    ]);
    expect(world.chat.cards.map(({ shows }) => shows.is)).toEqual(['accepted', 'accepted']);
  });

  it('are refused where nobody would read it, where it is not theirs to say, and where it is not done', async () => {
    const world = await vendorWorld('editing-system-files', []);
    const id = await sendRequest(world);
    expect(reasonOf(await world.say('operator', `reply E-${id} hello`))).toBe('by-hand');
    expect(reasonOf(await world.say('budget', `reply E-${id} hello`))).toBe('no-role');
    expect(await world.say('vendor', `reply E-${id} hello`)).toEqual({ is: 'outsider' });
    expect(reasonOf(await world.say('operator', `reopen E-${id} because "x"`))).toBe('not-now');
    expect(reasonOf(await world.say('operator', 'reply E-00000 hello'))).toBe('unknown-request');
    const prepared = await prepareRequest(world, 'another');
    expect(reasonOf(await world.say('operator', `reply E-${prepared} hello`))).toBe('not-now');
  });

  it('give what is reopened late two weeks more, and none after two weeks', async () => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    await theyDo(world, id, { is: 'accept' });
    world.clock.at += 29 * DAY;
    await theyDo(world, id, { is: 'done' });
    world.clock.at += 5 * DAY;
    await world.say('operator', `reopen E-${id} because "x"`);
    await world.advance(MINUTE);
    expect((await storyOf(world, id)).state).toMatchObject({
      is: 'accepted',
      expiresAt: world.now() - MINUTE + 14 * DAY,
    });
    await theyDo(world, id, { is: 'done' });
    world.clock.at += 14 * DAY;
    expect(reasonOf(await world.say('operator', `reopen E-${id} because "x"`))).toBe('too-late-to-reopen');
  });

  it.each(['reply', 'reopen'] as const)('have a form: %s', async (verb) => {
    const world = await vendorWorld();
    const id = await sendRequest(world);
    const form = await world.say('operator', `form ${verb} E-${id}`);
    if (form.is !== 'form') throw new Error(JSON.stringify(form));
    const view = renderForm(form);
    expect(view.private_metadata).toBe(`${verb} E-${id}`);
    const values = { [ACT_REASON_BLOCK]: { value: { value: 'the first one' } } };
    const sentence = sentenceOf(
      { callback_id: view.callback_id ?? '', private_metadata: view.private_metadata ?? '', values },
      [],
    );
    expect(parse(sentence, { commands })).toMatchObject({ ok: true, value: { request: id } });
    expect(checkView(view)).toMatchObject({ ok: true });
  });
});
