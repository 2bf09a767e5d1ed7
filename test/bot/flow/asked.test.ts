import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { PEOPLE, type Who } from './people.ts';
import { createWorld, type Settings, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

const user = (who: Who) => PEOPLE[who].user;
const asked = () => world.chat.direct.map(({ to }) => to).sort();
const shown = () => world.chat.direct.map(({ shows }) => ('verdict' in shows ? shows.verdict : shows.is));
const nudged = () => world.chat.nudged.map(({ to, effect }) => `${effect} ${to}`).sort();
async function waiting(who: Who = 'operator') {
  const id = await world.ask(who, 'restart nginx on host-7');
  await world.advance(SECOND);
  return id;
}

describe('those who may approve', () => {
  it('are asked directly, but who asked, and whoever may not', async () => {
    await waiting();
    expect(asked()).toEqual([user('approver'), user('approver-2')]);
  });

  it('are asked without whoever asks, who is an approver too', async () => {
    await waiting('approver');
    expect(asked()).toEqual([user('approver-2')]);
  });

  it('are asked at once where they are on call, the others when half of the time is over', async () => {
    await world.give('approver-2', ['approver', 'on-call']);
    await waiting();
    expect(asked()).toEqual([user('approver-2')]);
    await world.advance(15 * MINUTE);
    expect(asked()).toEqual([user('approver'), user('approver-2')]);
    expect(nudged()).toEqual([`reminder ${user('approver-2')}`]);
  });

  it.each<[string, Settings['policy'], number]>([
    ['nobody', { askDirectly: 'nobody' }, 0],
    ['everybody', { askDirectly: 'everybody' }, 2],
  ])('are asked as the policy says: %s', async (_how, policy, count) => {
    world = await createWorld({ policy: policy ?? {} });
    await world.give('approver', ['approver', 'on-call']);
    await waiting();
    expect(asked()).toHaveLength(count);
    await world.advance(31 * MINUTE);
    expect(asked()).toHaveLength(count);
  });

  it('are reminded at half of the time and five minutes before its end, once each', async () => {
    await waiting();
    const times = [14, 2, 8, 2, 3].map((minutes) => minutes * MINUTE);
    const counts: number[] = [];
    for (const time of times) {
      await world.advance(time);
      counts.push(world.chat.nudged.length);
    }
    expect(counts).toEqual([0, 2, 2, 4, 4]);
    expect(nudged()).toContain(`last-reminder ${user('approver')}`);
  });

  it('are not reminded once they have approved, or while it is decided', async () => {
    world = await createWorld({ policy: { approvals: [{ wants: { of: 2, from: 'approver' } }] } });
    const id = await waiting();
    await world.say('approver', `approve R-${id}`);
    await world.advance(16 * MINUTE);
    expect(nudged()).toEqual([`reminder ${user('approver-2')}`]);
    await world.say('approver-2', `deny R-${id}`);
    await world.advance(20 * MINUTE);
    expect(nudged()).toHaveLength(1);
  });

  it.each([
    ['approved', 'approve', 'succeeded'],
    ['denied', 'deny', 'denied'],
    ['forgotten', undefined, 'expired'],
  ])('see where they were asked that it is %s', async (_what, act, end) => {
    const id = await waiting();
    if (act) await world.say('approver', `${act} R-${id}`);
    await world.advance(31 * MINUTE);
    expect(shown()).toEqual([end, end]);
    expect(world.chat.announced).toEqual([id]);
  });

  it('are told when something moved and it is asked again', async () => {
    const id = await waiting();
    await world.say('approver', `approve R-${id}`);
    await world.rewrite('matrix#virtuozzo', (matrix) => matrix);
    await world.advance(SECOND);
    expect(nudged()).toEqual([`asked-again-1 ${user('approver')}`, `asked-again-1 ${user('approver-2')}`]);
    expect(shown()).toEqual(['waiting', 'waiting']);
  });

  it('do not keep the card from the channel when Slack lets nobody be written to', async () => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    world.chat.askDirectly = async () => ({ is: 'unreachable', why: 'messages_tab_disabled' });
    await world.advance(31 * MINUTE);
    expect((await world.story(id)).state.is).toBe('expired');
    expect(world.chat.cards.map(({ shows }) => shows.is)).toEqual(['expired']);
  });
});

describe('the list of what waits', () => {
  const waits = async (who: Who) => {
    const reply = await world.say(who, 'waiting');
    if (reply.is !== 'waiting') return reply.is;
    return { forYou: reply.forYou.map(({ id }) => id), yours: reply.yours.map(({ id }) => id) };
  };

  it('has for each what they may decide, and what of their own waits', async () => {
    const [one, other] = [await waiting(), await waiting('approver')];
    const both = (await waits('approver-2')) as { forYou: string[] };
    expect(both.forYou.sort()).toEqual([one, other].sort());
    expect(await waits('approver')).toEqual({ forYou: [one], yours: [other] });
    expect(await waits('operator')).toEqual({ forYou: [], yours: [one] });
    expect(await waits('admin')).toEqual({ forYou: [], yours: [] });
    expect([await waits('guest'), await waits('vendor')]).toEqual(['refused', 'outsider']);
    await world.say('approver', `approve R-${one}`);
    await world.advance(5 * SECOND);
    expect(await waits('approver')).toEqual({ forYou: [], yours: [other] });
  });
});

describe('an approver who leaves some of the hosts', () => {
  const sentence = 'restart nginx on host-5, host-6, host-7';
  async function three(settings: Settings = {}) {
    world = await createWorld(settings);
    const id = await world.ask('operator', sentence);
    await world.advance(SECOND);
    return id;
  }

  it('has it run on these alone, bound by a digest of its own', async () => {
    const id = await three();
    const { plan } = await world.story(id);
    const reply = await world.say('approver', `approve R-${id} plan ${plan?.digest.slice(0, 16)} only host-7, host-5`);
    expect(reply).toMatchObject({ is: 'acted', act: 'approved', more: 0 });
    await world.advance(5 * SECOND);
    const story = await world.story(id);
    expect(story).toMatchObject({
      state: { is: 'finished', verdict: 'succeeded', hosts: 2 },
      narrowed: { by: PEOPLE.approver },
    });
    expect(story.plan).toMatchObject({ narrowedFrom: 3, hosts: [{ name: 'host-5' }, { name: 'host-7' }] });
    expect(story.plan?.digest).not.toBe(plan?.digest);
    expect(world.hosts.effects).toEqual([`R-${id} on i-host-5`, `R-${id} on i-host-7`]);
    expect(world.types(id)).toContain('narrowed');
  });

  it('leaves each host in its wave', async () => {
    world = await createWorld();
    const id = await world.ask('operator', `${sentence} in waves 1, 2, 100%`);
    await world.advance(SECOND);
    expect((await world.story(id)).plan?.rollout?.ends).toEqual([1, 2, 3]);
    await world.say('approver', `approve R-${id} only host-6, host-7`);
    await world.advance(MINUTE);
    const { plan, state } = await world.story(id);
    expect([plan?.rollout?.ends, state]).toMatchObject([[1, 2], { is: 'finished', verdict: 'succeeded' }]);
    expect(world.hosts.effects.map((effect) => effect.split(' ').at(-1))).toEqual(['i-host-6', 'i-host-7']);
  });

  it('never widens it', async () => {
    const id = await three();
    const reply = await world.say('approver', `approve R-${id} only host-7, host-8`);
    const refusal = { reason: 'not-in-plan', hosts: ['host-8'], has: ['host-5', 'host-6', 'host-7'] };
    expect(reply).toMatchObject({ is: 'act-refused', refusal });
    expect((await world.story(id)).state).toMatchObject({ is: 'waiting', approvals: [] });
  });

  it('approves the plan as it is by naming all of its hosts', async () => {
    const id = await three();
    await world.say('approver', `approve R-${id} only host-5, host-6, host-7`);
    expect(world.types(id).at(-1)).toBe('approved');
  });

  it('makes approvals of the wider plan void, and lets nothing through more easily', async () => {
    const rule = { hosts: { from: 3 }, wants: { of: 2, from: 'approver' as const } };
    const id = await three({ policy: { approvals: [rule] } });
    await world.say('approver', `approve R-${id}`);
    const reply = await world.say('approver-2', `approve R-${id} only host-7`);
    expect(reply).toMatchObject({ is: 'acted', more: 1 });
    const approvals = [{ by: PEOPLE['approver-2'] }];
    expect((await world.story(id)).state).toMatchObject({ is: 'waiting', wants: 2, approvals });
    await world.say('approver', `approve R-${id}`);
    await world.advance(5 * SECOND);
    expect(world.hosts.effects).toEqual([`R-${id} on i-host-7`]);
  });

  it('does not have it run when one of these has become another machine since', async () => {
    const id = await three();
    await world.say('approver', `approve R-${id} only host-6, host-7`);
    const { targets } = await world.inventory.list();
    const moved = targets.map((target) => (target.name === 'host-7' ? { ...target, instanceId: 'i-host-9' } : target));
    await world.inventory.write({ targets: moved, unmanaged: [] });
    await world.advance(SECOND);
    const { state, moved: told, plan } = await world.story(id);
    expect(told?.moves).toEqual([{ part: 'hosts', gone: [], come: [], other: ['host-7'] }]);
    expect([state.is, plan?.narrowedFrom, plan?.hosts.map(({ name }) => name)]).toEqual([
      'waiting',
      3,
      ['host-6', 'host-7'],
    ]);
  });
});

describe('an approval of high risk', () => {
  const policy = {
    approvals: [{ hosts: { from: 2 }, wants: { of: 1, from: 'approver' as const }, typed: true as const }],
  };
  const reasonOf = async (id: string, words: string) => {
    const reply = await world.say('approver', `approve R-${id}${words}`);
    return reply.is === 'act-refused' ? reply.refusal.reason : reply.is;
  };

  it('has the name of a target typed', async () => {
    world = await createWorld({ policy });
    const id = await world.ask('operator', 'restart nginx on host-6, host-7');
    await world.advance(SECOND);
    expect((await world.story(id)).plan?.typed).toBe(true);
    expect(await reasonOf(id, '')).toBe('name-needed');
    expect(await reasonOf(id, ' typed host-8')).toBe('wrong-name');
    expect(await reasonOf(id, ' typed host-6 only host-7')).toBe('wrong-name');
    expect(await reasonOf(id, ' typed host-6')).toBe('acted');
  });

  it('has a form that shows the run, and for which a wrong answer is said as for a press', async () => {
    world = await createWorld({ policy });
    const id = await world.ask('operator', 'restart nginx on host-6, host-7');
    expect(await world.say('approver', `form approve R-${id}`)).toMatchObject({
      is: 'act-refused',
      refusal: { reason: 'too-early' },
    });
    await world.advance(SECOND);
    expect(await world.say('approver', `form approve R-${id}`)).toMatchObject({ is: 'form', story: { id } });
    expect(await world.say('vendor', `form approve R-${id}`)).toEqual({ is: 'outsider' });
    expect(await world.say('guest', `form approve R-${id}`)).toMatchObject({ is: 'refused' });
  });
});
