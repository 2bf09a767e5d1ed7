import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { PEOPLE } from './people.ts';
import { createWorld, NOON, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

/** A production run that waits for its approval. */
async function waiting(text = 'restart nginx on host-7'): Promise<string> {
  const id = await world.ask('operator', text);
  await world.advance(5 * SECOND);
  expect(await world.story(id)).toMatchObject({ state: { is: 'waiting', wants: 1, from: 'approver' } });
  return id;
}

const shown = () => world.chat.cards.map(({ run, shows }) => [run, 'verdict' in shows ? shows.verdict : shows.is]);

describe('a staging run', () => {
  it('runs at once, ends on one card, and mentions nobody who saw it end', async () => {
    const id = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(5 * SECOND);
    expect(world.types(id)).toEqual(['asked', 'planned', 'intended', 'sent', 'progressed', 'progressed']);
    expect(world.hosts.effects).toEqual([`R-${id} on i-host-4`]);
    expect(shown()).toEqual([[id, 'succeeded']]);
    expect((await world.story(id)).outcomes.get('host-4')).toEqual({
      host: 'host-4',
      status: 'succeeded',
      detail: 'Success',
      exitCode: 0,
      ms: 1_000,
      tail: 'pid 1 → 2, active',
    });
    expect(world.chat.announced).toEqual([]);
    expect(world.locks.held.size).toBe(0);
  });

  it('gives its document the execution, a deadline two minutes away, and what was asked', async () => {
    const id = await world.ask('operator', 'restart nginx on host-4');
    await world.settle();
    const [sent] = world.hosts.commands.values();
    expect(sent).toMatchObject({
      mark: `remit:${id}:1`,
      parameters: { Service: ['nginx'], ExecId: [`R-${id}`], NotAfter: [String((NOON + 2 * MINUTE) / SECOND)] },
      instanceIds: ['i-host-4'],
    });
  });

  it('F4: is one run, however often its request is delivered', async () => {
    const request = world.request('operator', 'restart nginx on host-4');
    const replies = await Promise.all([1, 2, 3, 4].map(() => world.process().receive({ ...request, at: world.now() })));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    await world.advance(10 * SECOND);
    expect((await world.process().receive(request)).is).toBe('accepted');
    await world.advance(5 * MINUTE);
    expect(world.hosts.effects).toHaveLength(1);
    expect(shown()).toHaveLength(1);
  });
});

describe('a production run', () => {
  it('waits, runs when another person approves it, and mentions its requester once', async () => {
    const id = await waiting();
    await world.advance(2 * MINUTE);
    expect(world.hosts.effects).toEqual([]);
    expect(await world.say('approver', `approve R-${id}`)).toEqual({ is: 'acted', act: 'approved', run: id, more: 0 });
    await world.advance(5 * MINUTE);
    expect(world.hosts.effects).toEqual([`R-${id} on i-host-7`]);
    expect(shown()).toEqual([[id, 'succeeded']]);
    expect(world.chat.announced).toEqual([id]);
  });

  it('runs nothing that was denied, and says who and why', async () => {
    const id = await waiting();
    await world.say('approver', `deny R-${id} because "not during the sale"`);
    await world.advance(5 * MINUTE);
    expect(await world.story(id)).toMatchObject({
      state: { is: 'denied' },
      ended: { by: PEOPLE.approver, because: 'not during the sale' },
    });
    expect(await world.say('approver-2', `approve R-${id}`)).toMatchObject({ refusal: { reason: 'too-late' } });
    expect([world.hosts.effects, shown(), world.chat.announced]).toEqual([[], [[id, 'denied']], [id]]);
  });

  it('can be taken back by its requester while it waits', async () => {
    const id = await waiting();
    expect(await world.say('operator', `cancel R-${id}`)).toMatchObject({ is: 'acted', act: 'cancelled' });
    await world.advance(5 * MINUTE);
    expect([world.hosts.effects, shown()]).toEqual([[], [[id, 'cancelled']]]);
  });

  it('expires with its window, at which an approval comes too late', async () => {
    const id = await waiting();
    const { state } = await world.story(id);
    world.clock.at = 'expiresAt' in state ? state.expiresAt : 0;
    expect(await world.say('approver', `approve R-${id}`)).toMatchObject({ refusal: { reason: 'expired' } });
    await world.advance(2 * MINUTE);
    expect([world.hosts.effects, shown()]).toEqual([[], [[id, 'expired']]]);
  });

  it('F21: is stopped on its hosts when it is cancelled while it runs', async () => {
    world.hosts.pace.ends = 20 * SECOND;
    const id = await waiting();
    await world.say('approver', `approve R-${id}`);
    await world.advance(5 * SECOND);
    expect(await world.say('operator', `cancel R-${id}`)).toMatchObject({ act: 'cancel-requested' });
    await world.advance(5 * SECOND);
    expect(shown()).toEqual([[id, 'cancelled']]);
    expect(world.locks.held.size).toBe(0);
  });

  it.each([
    ['its own requester', 'operator', '', { reason: 'own-request' }],
    ['an administrator without the role', 'admin', '', { reason: 'no-role', needed: 'approver' }],
    ['nobody known', 'guest', '', { reason: 'no-role', needed: 'approver' }],
    ['somebody who read another plan', 'approver', ' plan 0000', { reason: 'other-plan' }],
  ] as const)('is not approved by %s', async (_who, who, plan, refusal) => {
    const id = await waiting();
    const answer = await world.say(who, `approve R-${id}${plan}`);
    expect(answer).toEqual({ is: 'act-refused', act: 'approve', run: id, refusal });
    await world.advance(2 * MINUTE);
    expect([world.hosts.effects, shown()]).toEqual([[], [[id, 'waiting']]]);
  });

  it('is not approved by its requester, even as an approver', async () => {
    const id = await world.ask('approver', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    expect(await world.say('approver', `approve R-${id}`)).toMatchObject({ refusal: { reason: 'own-request' } });
  });

  it('is approved with the beginning of the digest that its card shows', async () => {
    const id = await waiting();
    const { plan } = await world.story(id);
    const answer = await world.say('approver', `approve R-${id} plan ${plan?.digest.slice(0, 4)}`);
    expect(answer).toMatchObject({ is: 'acted', act: 'approved' });
  });

  it('F6: is dispatched once when a thousand approve it in the same moment, and answers each of them', async () => {
    const id = await waiting();
    const requests = Array.from({ length: 1_000 }, (_, at) =>
      world.request(at % 2 ? 'approver' : 'approver-2', `approve R-${id}`),
    );
    const replies = await Promise.all(requests.map((request) => world.process().receive(request)));
    const count = (is: string) => replies.filter((reply) => reply.is === is).length;
    expect([count('acted'), count('act-refused')]).toEqual([1, 999]);
    await world.advance(5 * MINUTE);
    expect(world.hosts.commands.size).toBe(1);
    expect(world.hosts.effects).toEqual([`R-${id} on i-host-7`]);
    expect(shown()).toEqual([[id, 'succeeded']]);
  });

  it('F7: has one winner of approve, deny, cancel and its window, in every order, and a card that agrees', async () => {
    const acts = ['approve', 'deny', 'cancel', 'approve'];
    for (let turn = 0; turn < acts.length; turn += 1) {
      world = await createWorld();
      const id = await waiting();
      const order = [...acts.slice(turn), ...acts.slice(0, turn)];
      const replies = await Promise.all(
        order.map((act, at) => world.say(at % 2 ? 'approver' : 'approver-2', `${act} R-${id}`)),
      );
      await world.advance(2 * MINUTE);
      const decided = world.types(id).filter((type) => ['approved', 'denied', 'cancelled'].includes(type));
      expect([order, decided.length]).toEqual([order, decided.includes('approved') && decided.length > 1 ? 2 : 1]);
      expect(replies.filter(({ is }) => is === 'acted')).toHaveLength(decided.length);
      const { state } = await world.story(id);
      expect(shown()).toEqual([[id, 'verdict' in state ? state.verdict : state.is]]);
      expect(world.hosts.effects).toHaveLength(state.is === 'finished' ? 1 : 0);
    }
  });
});

describe('a request that cannot run', () => {
  it('is told of once, by name, when it was asked before and is not over', async () => {
    const first = await waiting();
    const second = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    expect(await world.story(second)).toMatchObject({
      state: { is: 'refused' },
      refusal: { reason: 'already-asked', run: first },
    });
    expect(world.chat.told.map(({ answer }) => answer)).toMatchObject([{ is: 'refused', run: second }]);
    expect(shown()).toEqual([[first, 'waiting']]);
  });

  it('yields to its twin when both were asked in one moment: exactly one of them goes on', async () => {
    const ids = await Promise.all([1, 2].map(() => world.ask('operator', 'restart nginx on host-7')));
    await world.advance(5 * SECOND);
    const states = await Promise.all(ids.map(async (id) => (await world.story(id)).state.is));
    expect(states.sort()).toEqual(['refused', 'waiting']);
  });

  it('reads as often as it is asked', async () => {
    await world.ask('operator', 'uptime on host-7');
    const again = await world.ask('operator', 'uptime on host-7');
    await world.advance(5 * SECOND);
    expect(await world.story(again)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
  });

  it('names the run that holds the host, and runs when that one is over', async () => {
    world.hosts.pace.ends = 30 * SECOND;
    const holder = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(2 * SECOND);
    const other = await world.ask('approver', 'restart worker on host-4');
    await world.advance(2 * SECOND);
    expect(await world.story(other)).toMatchObject({
      state: { is: 'halted' },
      refusal: { reason: 'locked', host: 'host-4', holder },
    });
    await world.advance(MINUTE);
    const again = await world.ask('approver', 'restart worker on host-4');
    await world.advance(MINUTE);
    expect(await world.story(again)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(world.hosts.effects).toEqual([`R-${holder} on i-host-4`, `R-${again} on i-host-4`]);
  });
});
