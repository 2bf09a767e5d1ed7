import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import { PEOPLE } from './people.ts';
import { createWorld, NOON, type World } from './world.ts';

const FREEZE = 'freeze production for 2h because "the sale"';
const RESTART = 'restart nginx on host-7';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

async function asked(text: string, who: Parameters<World['say']>[0] = 'operator') {
  const id = await world.ask(who, text);
  await world.advance(30 * SECOND);
  return world.story(id);
}
const stops = async (id: string) => (await world.story(id)).stops?.map(({ gate }) => gate);
const stream = () => world.ledger.streams.get('freezes#main') ?? [];

describe('a freeze', () => {
  it('stops what is asked, says by whom, why and until when, and is told in its channel', async () => {
    expect(await world.say('approver', FREEZE)).toMatchObject({
      is: 'frozen',
      freeze: {
        environments: ['production'],
        from: NOON,
        until: NOON + 2 * HOUR,
        by: PEOPLE.approver,
        because: 'the sale',
      },
    });
    await world.advance(SECOND);
    expect(world.chat.notes).toMatchObject([{ channel: 'C0OPS', answer: { is: 'frozen' } }]);
    const { state, refusal } = await asked(RESTART);
    expect(state.is).toBe('refused');
    expect(refusal).toMatchObject({ reason: 'stopped', mayAsk: true, stop: { gate: 'freeze', because: 'the sale' } });
    expect(await asked('restart nginx on host-4')).toMatchObject({ state: { verdict: 'succeeded' } });
    expect(await asked('logs nginx on host-7')).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it('that is put up between approval and sending halts the run', async () => {
    const { id } = await asked(RESTART);
    await world.say('approver', `approve R-${id}`);
    await world.say('approver-2', FREEZE);
    await world.advance(5 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'halted' }, refusal: { stop: { gate: 'freeze' } } });
    expect(world.hosts.commands.size).toBe(0);
  });

  it('stands on the cards of runs that wait, is not approved past, and leaves them when it is over', async () => {
    const { id } = await asked(RESTART);
    await world.say('approver', 'freeze production for 10min because "the sale"');
    await world.advance(SECOND);
    expect(await stops(id)).toEqual(['freeze']);
    expect(await world.say('approver', `approve R-${id}`)).toMatchObject({ refusal: { reason: 'stopped' } });
    await world.advance(11 * MINUTE);
    expect(await stops(id)).toEqual([]);
    expect(world.chat.notes.map(({ answer }) => answer.is)).toEqual(['frozen', 'over']);
    expect((await world.story(id)).state.is).toBe('waiting');
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it('ends by its own time, though nobody ever puts that on record', async () => {
    await world.say('approver', FREEZE);
    await world.advance(SECOND);
    world.cut.sweep = true;
    world.clock.at = NOON + 2 * HOUR;
    const { id } = await asked(RESTART);
    expect((await world.story(id)).state.is).toBe('waiting');
    expect(stream().map(({ type }) => type)).toEqual(['froze']);
  });

  it('lets one run past it that somebody with the role excepts, and another freeze stops that one again', async () => {
    await world.say('approver', FREEZE);
    const { id, state } = await asked(`${RESTART} because "the shop is down"`);
    expect(state.is).toBe('waiting');
    expect(await world.say('freezer', `except R-${id} because "agreed"`)).toMatchObject({ act: 'excepted' });
    await world.say('approver', `approve R-${id}`);
    await world.say('admin', 'freeze production for 1h because "once more"');
    await world.advance(5 * MINUTE);
    expect(await world.story(id)).toMatchObject({
      state: { is: 'halted' },
      refusal: { stop: { because: 'once more' } },
    });
    const again = await asked(`${RESTART} because "still down"`);
    await world.say('freezer', `except R-${again.id} because "agreed"`);
    await world.say('approver', `approve R-${again.id}`);
    await world.advance(MINUTE);
    expect(await world.story(again.id)).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it('of staging runs what was excepted at once, since nobody has to approve it', async () => {
    await world.say('approver', 'freeze everything for 2h because "the sale"');
    const { id } = await asked('restart nginx on host-4 because "a test"');
    expect(await world.story(id)).toMatchObject({ state: { is: 'waiting', wants: 0 } });
    await world.say('freezer', `except R-${id} because "agreed"`);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it('is put up once by a request that comes twice', async () => {
    const twice = { source: 'the same trigger' };
    const [first, second] = [await world.say('approver', FREEZE, twice), await world.say('approver', FREEZE, twice)];
    expect(second).toEqual(first);
    expect(stream()).toHaveLength(1);
  });

  it('is thawed by its id or with everything in its environment; the chain holds', async () => {
    await world.say('approver', FREEZE);
    await world.say('approver', 'freeze everything for 1h because "the network"');
    expect(await world.say('approver', 'thaw staging')).toMatchObject({ is: 'nothing', what: /Another freeze stands/ });
    expect(await world.say('admin', 'thaw production because "over"')).toMatchObject({
      is: 'thawed',
      freezes: [{ because: 'the sale' }],
    });
    expect(await asked(RESTART)).toMatchObject({ refusal: { stop: { because: 'the network' } } });
    expect(await world.say('admin', 'thaw everything')).toMatchObject({
      is: 'thawed',
      freezes: [{ because: 'the network' }],
    });
    expect(await world.say('admin', 'thaw everything')).toMatchObject({ is: 'nothing' });
    await world.advance(MINUTE);
    expect(await asked(RESTART)).toMatchObject({ state: { is: 'waiting' } });
    expect(verify('freezes#main', stream()).ok).toBe(true);
    expect(stream().filter(({ due }) => due !== undefined)).toEqual([]);
  });

  it('is told of though its worker died and several came at once', async () => {
    world.chat.busy = { retryAfter: 30 * SECOND };
    await world.say('approver', FREEZE);
    await world.say('approver', 'freeze staging for 2h because "too"');
    await world.advance(MINUTE);
    world.chat.busy = undefined;
    await world.advance(3 * MINUTE);
    expect(world.chat.notes.map(({ answer }) => (answer.is === 'frozen' ? answer.freeze.because : answer.is))).toEqual([
      'the sale',
      'too',
    ]);
  });

  it.each([
    ['freeze production until 2026-11-20 9:00 because "x"', 'is over'],
    ['freeze production until 2027-11-20 9:00 because "x"', 'longer than 31 days'],
  ])('is refused in words: %s', async (text, why) => {
    expect(await world.say('approver', text)).toMatchObject({
      is: 'not-understood',
      why: expect.stringContaining(why),
    });
    expect(stream()).toEqual([]);
  });

  it('asks which one where clocks say a time twice, in the zone of the policy', async () => {
    await world.rewrite('policy#main', (policy) => ({ ...policy, zone: 'Europe/Berlin' }));
    world.clock.at = Date.UTC(2026, 9, 24);
    const answer = await world.say('approver', 'freeze production until sunday 2:30 because "x"');
    expect(answer).toMatchObject({ is: 'choice' });
    const [first = ''] = answer.is === 'choice' ? answer.sentences : [];
    expect(first).toBe('freeze production until 2026-10-25 02:30 +02:00 because "x"');
    expect(await world.say('approver', first)).toMatchObject({ freeze: { until: Date.UTC(2026, 9, 25, 0, 30) } });
  });
});

describe('a lock', () => {
  it('keeps a host for one person: others are told whose it is, since when and until when', async () => {
    expect(await world.say('approver', 'lock host-7 for 2h because "a leak"')).toMatchObject({ is: 'host-kept' });
    expect(await asked(`${RESTART} because "now"`)).toMatchObject({
      state: { is: 'refused' },
      refusal: {
        mayAsk: false,
        stop: { gate: 'lock', by: PEOPLE.approver, from: NOON, until: NOON + 2 * HOUR, because: 'a leak' },
      },
    });
    expect(await asked('restart nginx on host-8')).toMatchObject({ state: { is: 'waiting' } });
    expect(await asked(RESTART, 'approver')).toMatchObject({ state: { is: 'waiting' } });
    expect(await world.say('operator', 'lock host-7 for 1h because "mine"')).toMatchObject({
      refusal: { stop: { gate: 'lock' } },
    });
    expect(await world.say('operator', 'unlock host-7')).toMatchObject({ refusal: { stop: { gate: 'lock' } } });
    expect(await world.say('approver-2', 'unlock host-7 because "on leave"')).toMatchObject({ is: 'host-free' });
    expect(await asked(RESTART)).toMatchObject({ state: { is: 'waiting' } });
  });

  it('halts what was approved before it, and ends by itself', async () => {
    const { id } = await asked(RESTART);
    await world.say('approver', `approve R-${id}`);
    await world.say('approver-2', 'lock host-7 for 5min because "a leak"');
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'halted' }, refusal: { stop: { gate: 'lock' } } });
    await world.advance(6 * MINUTE);
    expect(await asked(RESTART)).toMatchObject({ state: { is: 'waiting' } });
    expect(world.chat.notes.map(({ answer }) => answer.is)).toEqual(['host-kept', 'over']);
  });

  it('is for hosts that there are', async () => {
    expect(await world.say('operator', 'lock host-77 for 1h because "x"')).toMatchObject({
      refusal: { reason: 'unknown-targets' },
    });
  });
});

describe('the calendar', () => {
  it('says what is open, what stands in the way, and what changes next', async () => {
    await world.say('approver', FREEZE);
    await world.say('operator', 'lock host-7 for 1h because "a leak"');
    expect(await world.say('freezer', 'calendar')).toMatchObject({
      is: 'calendar',
      now: [
        { environment: 'production', freezes: [{ because: 'the sale' }] },
        { environment: 'staging', freezes: [] },
      ],
      locks: [{ host: 'host-7' }],
      next: [
        { what: 'free', at: NOON + HOUR },
        { what: 'thaws', at: NOON + 2 * HOUR },
      ],
    });
  });
});
