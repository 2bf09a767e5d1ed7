import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import type { ApprovalRule } from '../../../bot/domain/policy/policy.ts';
import { evidenceOf } from '../../../bot/domain/run/evidence.ts';
import { readRun } from '../../../bot/flow/append-run.ts';
import { readPolicy } from '../../../data/read-policy.ts';
import { crashAt } from '../../fakes/crash.ts';
import { PEOPLE } from './people.ts';
import { aTarget, createWorld, type Settings, type World } from './world.ts';

const BREAK = 'break-glass restart nginx on host-7 because "the shop is down"';
const DAY = 24 * HOUR;

let world: World;
/** The guest is the one with the key, here. */
async function begin(settings: Settings = {}) {
  world = await createWorld(settings);
  await world.give('guest', ['operator', 'break-glass']);
}
beforeEach(() => begin());

async function broken(text = BREAK) {
  const id = await world.ask('guest', text);
  await world.advance(30 * SECOND);
  return world.story(id);
}
const toldOf = (id: string) => world.chat.direct.filter(({ run }) => run === id).map(({ to }) => to);

describe('a break-glass run', () => {
  it('runs at once where an approval is wanted, and tells those who could have approved', async () => {
    const story = await broken();
    expect(story).toMatchObject({
      state: { is: 'finished', verdict: 'succeeded', approvals: [] },
      plan: { approval: 'none', breakGlass: { instead: { of: 1, from: 'approver' } } },
      asked: { sentence: BREAK },
    });
    expect(toldOf(story.id).sort()).toEqual([PEOPLE.approver.user, PEOPLE['approver-2'].user].sort());
    expect(world.locks.held.size).toBe(0);
  });

  it.each([
    ['who has not been granted it', 'operator', BREAK, { reason: 'no-role', needed: 'break-glass' }],
    ['who may not ask for the command', 'freezer', BREAK, { reason: 'no-role', needed: 'operator' }],
  ] as const)('is not for those %s', async (_who, who, text, refusal) => {
    if (who === 'freezer') await world.give('freezer', ['break-glass']);
    expect(await world.say(who, text)).toMatchObject({ is: 'refused', refusal });
  });

  it('ends when the role is taken before it is sent', async () => {
    world.cut.stream = true;
    const id = await world.ask('guest', BREAK);
    await world.advance(0);
    world.cut.stream = false;
    world.replaceProcess({
      before: () => undefined,
      after: () => {
        if (world.types(id).at(-1) === 'planned') world.cut.stream = true;
      },
    });
    await world.advance(MINUTE);
    await world.give('guest', ['operator']);
    world.cut.stream = false;
    await world.advance(3 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'halted' }, refusal: { reason: 'rights-lost' } });
  });

  it('goes past the hours of changes and what was not tried on staging', async () => {
    await begin({ policy: { changes: readPolicy().changes ?? [] } }); // it is Saturday
    const story = await broken('break-glass install curl on host-8 because "a fix"');
    expect(story).toMatchObject({ state: { verdict: 'succeeded' }, plan: { exception: { gate: 'staging-first' } } });
    expect(story.plan?.stops).toBeUndefined();
  });

  it('does not go past a freeze: a freeze approver lets it, and nobody else has to', async () => {
    await world.say('approver', 'freeze production for 2h because "the sale"');
    const story = await broken();
    expect(story).toMatchObject({ state: { is: 'waiting', wants: 0 }, plan: { stops: [{ gate: 'freeze' }] } });
    await world.say('freezer', `except R-${story.id} because "agreed"`);
    await world.advance(MINUTE);
    expect(await world.story(story.id)).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it.each([
    [
      'an emergency stop',
      'operator',
      'stop everything because "disks"',
      BREAK,
      { reason: 'stopped', stop: { gate: 'stop' } },
    ],
    [
      'a kept host',
      'approver',
      'lock host-7 for 1h because "a leak"',
      BREAK,
      { reason: 'stopped', stop: { gate: 'lock' } },
    ],
  ] as const)('does not go past %s', async (_what, who, before, text, refusal) => {
    await world.say(who, before);
    expect(await broken(text)).toMatchObject({ state: { is: 'refused' }, refusal });
  });

  it.each([
    ['break-glass upgrade platform on infra-db because "hangs"', 'vendor-task'],
    ['break-glass install curl on infra-db because "hangs"', 'vendor-task'],
  ])('does not go past the matrix: %s', async (text, reason) => {
    await begin({ targets: [aTarget('infra-db', { kind: 'infrastructure-container' })] });
    expect(await broken(text)).toMatchObject({ state: { is: 'refused' }, refusal: { reason } });
  });

  it('names its targets where somebody would have typed a name', async () => {
    const typed: ApprovalRule = { environment: 'production', wants: { of: 2, from: 'approver' }, typed: true };
    await begin({ policy: { approvals: [typed] } });
    const group = await broken('break-glass restart nginx on all production user hosts because "down"');
    expect(group).toMatchObject({ refusal: { reason: 'name-targets' } });
    expect(await broken()).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it('goes in waves, and its requester lets it go on', async () => {
    const { id } = await broken(
      'break-glass restart nginx on host-5, host-6 in waves 1, 100% pause between waves because "down"',
    );
    await world.advance(MINUTE);
    expect(await world.say('guest', `resume R-${id}`)).toMatchObject({ act: 'resumed' });
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { verdict: 'succeeded', reviewBy: expect.any(Number) } });
  });

  it('is not broken again by one press: the same once more waits for approval', async () => {
    const { id } = await broken();
    const again = await world.say('guest', `again R-${id}`);
    await world.advance(30 * SECOND);
    expect(again).toMatchObject({ is: 'accepted', sentence: 'restart nginx on host-7 because "the shop is down"' });
    expect(await world.story(again.is === 'accepted' ? again.run : '')).toMatchObject({ state: { is: 'waiting' } });
  });
});

describe('its review', () => {
  it('is due a day after its end: by an approver who did not ask, once, and on record', async () => {
    await world.give('guest', ['operator', 'break-glass', 'approver']);
    const { id, finishedAt = 0 } = await broken();
    expect(await world.story(id)).toMatchObject({ state: { reviewBy: finishedAt + DAY } });
    const say = (who: Parameters<World['say']>[0], as: string) =>
      world.say(who, `review R-${id} as ${as} because "seen"`);
    expect(await say('guest', 'fine')).toMatchObject({ refusal: { reason: 'own-request' } });
    expect(await say('operator', 'fine')).toMatchObject({ refusal: { reason: 'no-role' } });
    expect(await world.say('approver', 'waiting')).toMatchObject({ reviews: [{ id }] });
    expect(await world.say('guest', 'waiting')).toMatchObject({ reviews: [] });
    expect(await say('approver', 'not fine')).toMatchObject({ is: 'acted', act: 'reviewed' });
    expect(await say('approver-2', 'fine')).toMatchObject({ refusal: { reason: 'already-reviewed' } });
    await world.advance(3 * DAY);
    const run = await readRun(world.ledger, id);
    expect(run?.story.review).toMatchObject({ by: PEOPLE.approver, fine: false, because: 'seen' });
    expect(run && evidenceOf(run.story, []).breakGlass).toMatchObject({
      because: 'the shop is down',
      instead: { of: 1, from: 'approver' },
      review: { fine: false },
    });
    expect(await world.say('approver', 'waiting')).toMatchObject({ reviews: [] });
    expect(world.chat.nudged).toEqual([]);
    expect(run?.events.filter(({ due }) => due !== undefined)).toEqual([]);
  });

  it('is reminded of after half a day, when it is due, and each day for a week; then nothing wakes', async () => {
    const { id } = await broken();
    await world.advance(2 * MINUTE);
    world.clock.at += DAY / 2;
    await world.advance(2 * MINUTE);
    const effects = () => [...new Set(world.chat.nudged.map(({ effect }) => effect))];
    expect(effects()).toEqual(['review-1']);
    world.clock.at += DAY / 2;
    await world.advance(2 * MINUTE);
    expect(effects()).toEqual(['review-1', 'review-overdue-2']);
    for (let day = 0; day < 9; day += 1) {
      world.clock.at += DAY;
      await world.advance(2 * MINUTE);
    }
    expect(effects()).toHaveLength(8);
    expect((await readRun(world.ledger, id))?.events.filter(({ due }) => due !== undefined)).toEqual([]);
  });

  it('is not wanted of what never reached a host, nor before the run is over', async () => {
    world.hosts.faults.push('rejected');
    const { id, state } = await broken();
    expect(state).not.toHaveProperty('reviewBy');
    const nothing = await world.say('approver', `review R-${id} as fine because "x"`);
    expect(nothing).toMatchObject({ refusal: { reason: 'nothing-to-review' } });
    world.hosts.pace.ends = HOUR;
    const running = await broken('break-glass restart nginx on host-8 because "down"');
    const early = await world.say('approver', `review R-${running.id} as fine because "x"`);
    expect(early).toMatchObject({ refusal: { reason: 'too-early' } });
  });
});

describe('a process that dies', () => {
  it('at any call of a break-glass run sends once, tells each approver once, and reminds', async () => {
    const points = 60;
    for (let at = 0; at < points; at += 3) {
      await begin();
      const id = await world.ask('guest', BREAK);
      world.replaceProcess(crashAt(at));
      await world.advance(10 * MINUTE);
      expect({ at, state: (await world.story(id)).state }).toMatchObject({ at, state: { verdict: 'succeeded' } });
      expect({ at, sent: world.hosts.effects.length, told: toldOf(id).length }).toEqual({ at, sent: 1, told: 2 });
      expect(world.chat.cards.filter(({ run }) => run === id)).toHaveLength(1);
      world.clock.at += DAY / 2;
      await world.advance(2 * MINUTE);
      expect({ at, nudged: world.chat.nudged.length }).toEqual({ at, nudged: 2 });
    }
  });
});
