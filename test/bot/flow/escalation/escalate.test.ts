import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import type { Reply } from '../../../../bot/domain/request.ts';
import { OURS, PEOPLE } from '../people.ts';
import { storyOf, theyDo, VIRTUOZZO, vendorWorld } from '../vendor/vendors.ts';
import type { World } from '../world.ts';
import { reasonOf } from './asking.ts';

const SLOW = 'escalate "the storage node is slow, token=abcdefabcdef0123" to virtuozzo';

function idOf(reply: Reply): string {
  if (reply.is !== 'escalated') throw new Error(JSON.stringify(reply));
  return reply.id;
}

const cardsOf = (world: World, id: string) =>
  world.chat.cards
    .filter(({ run }) => run === id || run === `vendor ${id}`)
    .map(({ ref, shows }) => `${ref.channel} ${shows.is}`);
const streams = (world: World) => [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('escalation#'));

describe('anything that is escalated to a vendor', () => {
  it('is in their channel at once, without secrets, as pressing as was said', async () => {
    const world = await vendorWorld();
    const id = idOf(await world.say('operator', `${SLOW} major on infra-gate because "orders"`));
    await world.advance(5 * SECOND);
    const { ask, state } = await storyOf(world, id);
    expect(ask).toEqual({
      kind: 'other',
      receiver: 'Virtuozzo',
      activity: 'escalation',
      label: 'Escalation',
      cells: [],
      task: 'the storage node is slow, token=[hidden]',
      because: 'orders',
      targets: [{ name: 'infra-gate', kind: 'infrastructure-container', environment: 'production' }],
      priority: 'major',
      custom: [],
    });
    expect(state).toMatchObject({ is: 'sent', vendor: 'virtuozzo', priority: 'major' });
    expect(cardsOf(world, id).sort()).toEqual(['C0EXT sent', 'C0OPS sent'].sort());
    await theyDo(world, id, { is: 'accept' });
    await theyDo(world, id, { is: 'done', text: 'moved to another node' });
    expect((await storyOf(world, id)).state.is).toBe('done');
  });

  it('is asked once by the same words of the same person, until it is over', async () => {
    const world = await vendorWorld();
    const id = idOf(await world.say('operator', SLOW));
    await world.advance(5 * SECOND);
    expect(await world.say('operator', SLOW)).toEqual({ is: 'escalated', id, receiver: 'Virtuozzo', earlier: true });
    expect(idOf(await world.say('approver', SLOW))).not.toBe(id);
    await world.say('operator', `withdraw E-${id}`);
    await world.advance(SECOND);
    expect(await world.say('operator', SLOW)).not.toHaveProperty('earlier');
  });

  it('that is delivered twice is one', async () => {
    const world = await vendorWorld();
    const request = world.request('operator', SLOW);
    const first = idOf(await world.process().receive(request));
    expect(idOf(await world.process().receive(request))).toBe(first);
    expect(streams(world)).toHaveLength(1);
  });

  it('by a time is meant in the zone of whoever asked', async () => {
    const world = await vendorWorld();
    world.chat.profiles.set('U0OPERATOR', { team: OURS, name: 'Olga', flags: [], zone: 'Europe/Berlin' });
    const id = idOf(await world.say('operator', `${SLOW} by 2026-12-24 18:00`));
    await world.advance(5 * SECOND);
    expect((await storyOf(world, id)).ask.wantedBy).toBe(Date.UTC(2026, 11, 24, 17));
  });

  it('is taken back where that time is over in their zone, and who asked reads why', async () => {
    const world = await vendorWorld();
    world.chat.profiles.set('U0OPERATOR', { team: OURS, name: 'Olga', flags: [], zone: 'Asia/Tokyo' });
    const id = idOf(await world.say('operator', `${SLOW} by 2026-11-21 13:00`));
    await world.advance(5 * SECOND);
    expect(await storyOf(world, id)).toMatchObject({
      state: { is: 'withdrawn' },
      ended: { because: expect.stringContaining('zone') },
    });
    expect(cardsOf(world, id)).toEqual(['C0OPS withdrawn']);
  });

  it('is taken back where whoever asked lost the right before it was sent', async () => {
    const world = await vendorWorld();
    const id = idOf(await world.say('operator', SLOW));
    await world.give('operator', []);
    await world.advance(5 * SECOND);
    expect((await storyOf(world, id)).state.is).toBe('withdrawn');
  });

  it.each<[string, string, object]>([
    ['a vendor that is misspelt', SLOW.replace('virtuozzo', 'virtuozo'), { is: 'suggestion', sentence: SLOW }],
    [
      'nobody who is registered',
      SLOW.replace('to virtuozzo', 'to zeta'),
      { is: 'not-understood', allowed: '`virtuozzo`, `circle-owner`' },
    ],
    [
      'a target that is misspelt',
      `${SLOW} on infra-gat`,
      { refusal: { reason: 'unknown-targets', suggestion: `${SLOW} on infra-gate` } },
    ],
    ['a time that is over', `${SLOW} by 2026-11-20 18:00 UTC`, { is: 'not-understood' }],
  ])('to, on or by %s is not sent', async (_what, text, answer) => {
    const world = await vendorWorld();
    expect(await world.say('operator', text)).toMatchObject(answer);
    expect(streams(world)).toEqual([]);
  });

  it('is refused to people without the role, and unknown to outsiders', async () => {
    const world = await vendorWorld();
    for (const who of ['guest', 'budget', 'developer'] as const) {
      expect(reasonOf(await world.say(who, SLOW))).toBe('no-role');
      expect(reasonOf(await world.say(who, 'escalate'))).toBe('no-role');
    }
    expect(await world.say('vendor', SLOW)).toEqual({ is: 'outsider' });
    expect(streams(world)).toEqual([]);
  });

  it('has a form, with whom it can be sent to', async () => {
    const world = await vendorWorld();
    expect(await world.say('operator', 'escalate "it is slow"')).toMatchObject({
      is: 'form',
      gap: { filled: { text: 'it is slow' }, missing: ['receiver'] },
      receivers: [{ name: 'virtuozzo', label: VIRTUOZZO.label }, { name: 'circle-owner' }],
    });
  });
});

describe('what is escalated to our circle owners', () => {
  const ASKED = 'escalate "nobody of Virtuozzo answers" to circle-owner critical';

  async function asked(): Promise<{ world: World; id: string }> {
    const world = await vendorWorld();
    await world.give('admin', ['admin', 'circle-owner']);
    await world.give('budget', ['budget-holder', 'circle-owner']);
    const id = idOf(await world.say('operator', ASKED));
    await world.advance(5 * SECOND);
    return { world, id };
  }

  it('is brought to each of them directly, and to no vendor', async () => {
    const { world, id } = await asked();
    expect(await storyOf(world, id)).toMatchObject({ ask: { kind: 'inner' }, state: { is: 'sent', kind: 'inner' } });
    expect((await storyOf(world, id)).state).not.toHaveProperty('vendor');
    expect(cardsOf(world, id)).toEqual(['C0OPS sent']);
    expect(world.chat.direct.map(({ to, run }) => `${to} ${run}`).sort()).toEqual([
      `${PEOPLE.admin.user} ${id}`,
      `${PEOPLE.budget.user} ${id}`,
    ]);
  });

  it('of one who is named is asked of them first, and refused of anybody without the role', async () => {
    const world = await vendorWorld();
    const say = (user: string) => world.say('operator', `escalate "who may open the port?" to <@${user}> critical`);
    expect(reasonOf(await say(PEOPLE.admin.user))).toBe('no-owner');
    await world.give('admin', ['admin', 'circle-owner']);
    await world.give('budget', ['budget-holder', 'circle-owner']);
    const refused = await say(PEOPLE.approver.user);
    expect(refused).toMatchObject({ is: 'not-understood', why: expect.stringContaining('no circle owner') });
    expect('example' in refused && refused.example).toContain('to circle-owner critical');
    const id = idOf(await say(PEOPLE.budget.user));
    await world.advance(5 * SECOND);
    expect((await storyOf(world, id)).prepared).toMatchObject({ owner: PEOPLE.budget });
    expect(world.chat.direct.map(({ to }) => to)).toEqual([PEOPLE.budget.user]);
    await world.advance(31 * MINUTE);
    const late = () => world.chat.told.flatMap(({ to, answer }) => (answer.is === 'vendor-late' ? [to.user] : []));
    expect(late()).toEqual([PEOPLE.budget.user]);
    await world.advance(16 * MINUTE);
    expect(late()).toEqual([PEOPLE.budget.user, PEOPLE.admin.user]);
    expect(await world.say('admin', `accept E-${id}`)).toMatchObject({ act: 'said' });
  });

  it('is accepted by the first, timed, and done with what was done; every card shows it', async () => {
    const { world, id } = await asked();
    expect(await world.say('budget', `accept E-${id} eta 30m`)).toMatchObject({ is: 'escalation-acted', act: 'said' });
    expect(reasonOf(await world.say('admin', `accept E-${id}`))).toBe('taken');
    await world.say('budget', `progress E-${id} "on the phone" eta 1h`);
    await world.say('admin', `ask E-${id} "which manager?"`);
    await world.advance(MINUTE);
    expect(await world.say('budget', `done E-${id} "they are on it"`)).toMatchObject({ act: 'said' });
    await world.advance(5 * SECOND);
    const story = await storyOf(world, id);
    expect(story).toMatchObject({
      state: { is: 'done', acceptor: PEOPLE.budget, eta: expect.any(Number) },
      ended: { because: 'they are on it' },
      heard: 'given',
    });
    const { clock } = story.state;
    expect(Object.keys(clock ?? {}).sort()).toEqual(['accepted', 'done', 'firstReply', 'offered', 'sent']);
    expect(world.chat.direct.map(({ shows }) => shows.is)).toEqual(['done', 'done']);
    expect(cardsOf(world, id)).toEqual(['C0OPS done']);
  });

  it('is declined with a reason, and refused to who is no circle owner, who asked included', async () => {
    const { world, id } = await asked();
    for (const who of ['operator', 'approver', 'guest'] as const) {
      expect(reasonOf(await world.say(who, `accept E-${id}`))).toBe('no-role');
    }
    await world.say('vendor', `accept E-${id}`);
    await world.advance(5 * SECOND);
    expect((await storyOf(world, id)).state.is).toBe('sent');
    await world.say('admin', `decline E-${id} because "the contract does not cover it"`);
    await world.advance(SECOND);
    expect(await storyOf(world, id)).toMatchObject({ state: { is: 'declined' }, ended: { by: PEOPLE.admin } });
    expect(reasonOf(await world.say('budget', `accept E-${id}`))).toBe('too-late');
  });

  it('is refused where nobody has the role', async () => {
    const world = await vendorWorld();
    expect(reasonOf(await world.say('operator', ASKED))).toBe('no-owner');
  });

  it('leaves what was asked of a vendor to the vendor', async () => {
    const { world } = await asked();
    const id = idOf(await world.say('operator', SLOW));
    await world.advance(5 * SECOND);
    expect(await world.say('admin', `accept E-${id}`)).toMatchObject({
      refusal: { reason: 'not-inner', receiver: 'Virtuozzo' },
    });
    expect((await storyOf(world, id)).state.is).toBe('sent');
  });

  it('expires after a month, when nobody takes it', async () => {
    const { world, id } = await asked();
    world.clock.at += (30 * 24 + 1) * HOUR;
    await world.advance(2 * MINUTE);
    expect((await storyOf(world, id)).state.is).toBe('expired');
  });
});
