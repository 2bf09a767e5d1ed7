import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { personStream } from '../../../bot/flow/records.ts';
import { PEOPLE } from './people.ts';
import { createWorld, NOON, type World } from './world.ts';

const RESTART = 'restart nginx on host-7';
/** 14:30 in Berlin. */
const TIMED = `${RESTART} at 14:30 because "worker leak"`;
const START = NOON + 90 * MINUTE;

let world: World;
beforeEach(async () => {
  world = await createWorld();
  liveIn('Europe/Berlin');
});

function liveIn(zone: string | undefined): void {
  const { user } = PEOPLE.operator;
  const profile = world.chat.profiles.get(user);
  if (profile) world.chat.profiles.set(user, { ...profile, ...(zone !== undefined && { zone }) });
}

async function asked(text = TIMED): Promise<string> {
  const id = await world.ask('operator', text);
  await world.advance(5 * SECOND);
  return id;
}
const stateOf = async (id: string) => (await world.story(id)).state;

describe('a run with a time', () => {
  it('is approved before, waits, and runs then', async () => {
    const id = await asked();
    expect(await world.story(id)).toMatchObject({
      state: { is: 'waiting', expiresAt: START },
      plan: { start: { at: START, zone: 'Europe/Berlin' } },
    });
    await world.advance(HOUR); // longer than an approval of a run without a time may take
    await world.say('approver', `approve R-${id}`);
    await world.advance(10 * SECOND);
    expect(await stateOf(id)).toMatchObject({ is: 'scheduled', wakeAt: START });
    expect(world.hosts.effects).toHaveLength(0);
    await world.advance(START - world.clock.at - SECOND);
    expect(await stateOf(id)).toMatchObject({ is: 'scheduled' });
    await world.advance(2 * MINUTE);
    expect(await stateOf(id)).toMatchObject({ is: 'finished', verdict: 'succeeded' });
    expect(world.hosts.effects).toHaveLength(1);
  });

  it('waits for its time where nobody has to approve it, too', async () => {
    const id = await asked('restart nginx on host-4 in 30min');
    expect(await stateOf(id)).toMatchObject({ is: 'scheduled', wakeAt: NOON + 30 * MINUTE });
    await world.advance(32 * MINUTE);
    expect(await stateOf(id)).toMatchObject({ is: 'finished', verdict: 'succeeded' });
  });

  it('expires at its time when nobody approved it', async () => {
    const id = await asked();
    await world.advance(START - world.clock.at + 2 * MINUTE);
    expect(await stateOf(id)).toMatchObject({ is: 'expired' });
    expect(world.hosts.effects).toHaveLength(0);
  });

  it.each([
    ['five minutes late', 4 * MINUTE, { is: 'finished' }],
    ['later than that', 7 * MINUTE, { is: 'halted' }],
  ])('is run by a sweep that comes %s, or missed', async (_which, late, state) => {
    const id = await asked('restart nginx on host-4 in 30min');
    world.cut.sweep = true;
    world.cut.hints = true;
    await world.advance(30 * MINUTE + late - 10 * SECOND);
    world.cut.sweep = false;
    world.cut.hints = false;
    await world.advance(90 * SECOND);
    expect(await stateOf(id)).toMatchObject(state);
    expect(world.hosts.effects).toHaveLength(state.is === 'finished' ? 1 : 0);
    if (state.is === 'halted')
      expect((await world.story(id)).refusal).toMatchObject({ reason: 'missed', start: NOON + 30 * MINUTE });
  });

  it('is decided again then: who lost the right in between runs nothing', async () => {
    const id = await asked('restart nginx on host-4 in 30min');
    await world.rewrite(personStream(PEOPLE.operator), (person) => ({ ...person, grants: [] }));
    await world.advance(32 * MINUTE);
    expect(await stateOf(id)).toMatchObject({ is: 'halted' });
    expect((await world.story(id)).refusal).toMatchObject({ reason: 'rights-lost', who: 'requester' });
    expect(world.hosts.effects).toHaveLength(0);
  });

  it('is listed until it is over, the next one first', async () => {
    const later = await asked(TIMED);
    const sooner = await asked('restart nginx on host-4 in 30min');
    await asked('uptime on host-4');
    expect(await world.say('approver', 'scheduled')).toMatchObject({
      is: 'scheduled',
      lines: [
        { id: sooner, start: expect.closeTo(NOON + 30 * MINUTE, -5), state: { is: 'scheduled' } },
        { id: later, start: START, state: { is: 'waiting' } },
      ],
    });
    await world.say('operator', `cancel R-${later}`);
    await world.advance(32 * MINUTE);
    expect(await world.say('approver', 'scheduled')).toMatchObject({ is: 'nothing' });
    expect(await world.say('guest', 'scheduled')).toMatchObject({ is: 'refused', refusal: { reason: 'no-role' } });
  });

  it('is cancelled while it waits', async () => {
    const id = await asked('restart nginx on host-4 in 30min');
    expect(await world.say('operator', `cancel R-${id}`)).toMatchObject({ is: 'acted', act: 'cancelled' });
    await world.advance(40 * MINUTE);
    expect(await stateOf(id)).toMatchObject({ is: 'cancelled' });
    expect(world.hosts.effects).toHaveLength(0);
  });

  it.each([
    ['is past', 'at today 9:00', { reason: 'past' }],
    ['is never said by the clocks there', 'at 2027-03-28 02:30', { reason: 'skipped' }],
    ['is too far off', 'at 2027-06-01 02:30', { reason: 'far' }],
  ])('is refused for a time that %s', async (_which, time, why) => {
    const id = await asked(`${RESTART} ${time}`);
    expect((await world.story(id)).refusal).toMatchObject({ reason: 'no-such-time', why, zone: 'Europe/Berlin' });
  });

  it('is meant in the zone of the policy, and in UTC, where Slack knows none', async () => {
    const { user } = PEOPLE.operator;
    const { zone: _zone, ...profile } = world.chat.profiles.get(user) ?? { team: '', name: '', flags: [] };
    world.chat.profiles.set(user, { ...profile, zone: 'Nowhere/Land' });
    const id = await asked();
    expect((await world.story(id)).plan?.start).toEqual({ at: NOON + 150 * MINUTE, zone: 'UTC' });
  });

  it('is planned as of its time: what stops it then stops it now, and what stops it now does not', async () => {
    world = await createWorld({
      policy: {
        businessHours: { days: ['saturday'], from: '08:00', to: '13:00' },
        changes: [{ environment: 'production', hours: 'business' }],
      },
    });
    const open = await asked('install curl on host-7 at 12:30');
    expect(await stateOf(open)).toMatchObject({ is: 'waiting' });
    const shut = await asked('install jq on host-7 at 13:30');
    expect((await world.story(shut)).refusal).toMatchObject({ reason: 'stopped' });
    await world.advance(90 * MINUTE); // 13:30: shut until next Saturday
    const next = await asked('install jq on host-8 at saturday 9:00');
    expect(await stateOf(next)).toMatchObject({ is: 'waiting' });
    expect(await world.say('approver', `approve R-${next}`)).toMatchObject({ is: 'acted', act: 'approved' });
  });
});
