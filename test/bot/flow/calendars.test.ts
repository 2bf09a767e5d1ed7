import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { createWorld, NOON, type World } from './world.ts';

const RESTART = 'restart nginx on host-7';
const STAGING = 'restart nginx on host-4';

let world: World;
beforeEach(async () => {
  world = await createWorld({
    policy: { calendars: [{ environment: 'production', calendar: 'acme-changes' }] },
  });
  world.calendars.says.set('acme-changes', { is: 'open' });
});

async function asked(text: string) {
  const id = await world.ask('operator', text);
  await world.advance(10 * SECOND);
  return world.story(id);
}

describe('a calendar that the policy names', () => {
  it('closes its environment to all but reading, and no other', async () => {
    world.calendars.says.set('acme-changes', { is: 'closed', until: NOON + HOUR });
    expect((await asked(RESTART)).refusal).toMatchObject({
      reason: 'stopped',
      stop: { gate: 'calendar', environment: 'production', calendar: 'acme-changes', opens: NOON + HOUR },
      mayAsk: true,
    });
    expect((await asked(STAGING)).state.is).toBe('finished');
    const before = world.calendars.asked.length;
    expect((await asked('uptime on host-7')).state.is).toBe('finished');
    expect(world.calendars.asked).toHaveLength(before);
  });

  it('is asked again when an approved run is sent: what it closed meanwhile is not run', async () => {
    const { id } = await asked(RESTART);
    world.calendars.says.set('acme-changes', { is: 'closed' });
    await world.say('approver', `approve R-${id}`);
    await world.advance(10 * SECOND);
    expect(await world.story(id)).toMatchObject({ state: { is: 'halted' }, refusal: { stop: { gate: 'calendar' } } });
    expect(world.hosts.effects).toHaveLength(0);
  });

  it.each(['ThrottlingException', 'TimeoutError', 'InvalidDocument'])(
    'counts as closed when it is silent: %s',
    async (why) => {
      const { id } = await asked(RESTART);
      world.calendars.says.set('acme-changes', { is: 'silent', why });
      await world.say('approver', `approve R-${id}`);
      await world.advance(10 * SECOND);
      const refusal = { reason: 'calendar-silent', calendar: 'acme-changes', environment: 'production', why };
      expect(await world.story(id)).toMatchObject({ state: { is: 'halted' }, refusal });
      expect((await asked('restart nginx on host-8 because "it burns"')).refusal).toMatchObject(refusal);
      expect(world.hosts.effects).toHaveLength(0);
    },
  );

  it('that is closed is passed by one run, on a reason and an exception', async () => {
    world.calendars.says.set('acme-changes', { is: 'closed', until: NOON + 20 * HOUR });
    const { id, state } = await asked(`${RESTART} because "it burns"`);
    expect(state.is).toBe('waiting');
    expect(await world.say('approver', `approve R-${id}`)).toMatchObject({ refusal: { reason: 'stopped' } });
    await world.say('freezer', `except R-${id} because "agreed"`);
    await world.say('approver', `approve R-${id}`);
    await world.advance(10 * SECOND);
    expect((await world.story(id)).state).toMatchObject({ is: 'finished', verdict: 'succeeded' });
  });

  it('is asked of the time at which a run is to start', async () => {
    world.calendars.says.set('acme-changes', (at) => ({ is: at < NOON + HOUR ? 'closed' : 'open' }));
    expect((await asked(`${RESTART} in 30min`)).refusal).toMatchObject({ reason: 'stopped' });
    const { id, state } = await asked(`${RESTART} in 2h`);
    expect(state.is).toBe('waiting');
    await world.say('approver', `approve R-${id}`);
    await world.advance(2 * HOUR + MINUTE);
    expect((await world.story(id)).state).toMatchObject({ is: 'finished' });
  });

  it('is not asked by the function that answers Slack, which says that it decides', async () => {
    expect(await world.say('operator', `plan ${RESTART}`)).toMatchObject({ is: 'plan' });
    expect(await world.say('operator', 'calendar list')).toMatchObject({
      is: 'calendar',
      now: [
        { environment: 'production', calendars: [{ calendar: 'acme-changes' }] },
        { environment: 'staging', calendars: [] },
      ],
    });
    expect(world.calendars.asked).toEqual([]);
  });
});

describe('the calendar as a picture', () => {
  it('comes to who asks, with what calendars say, what is open and what will run', async () => {
    world.calendars.says.set('acme-changes', { is: 'closed', until: NOON + HOUR });
    await asked(`${STAGING} in 2h`);
    await world.say('operator', 'uptime on host-4 every day 9:00');
    await world.advance(10 * SECOND);
    expect(await world.say('approver', 'calendar')).toMatchObject({ is: 'calendar', picture: true });
    await world.advance(10 * SECOND);
    const [posted] = world.files.posted;
    expect(posted).toMatchObject({ to: { person: { user: 'U0APPROVER' } }, comment: 'What may run' });
    const alt = JSON.parse(posted?.files[0]?.alt ?? '{}');
    expect(alt.now[0]).toEqual([{ calendar: 'acme-changes', state: { is: 'closed', until: NOON + HOUR } }]);
    expect(alt.environments[0].shut).toMatchObject([{ to: NOON + HOUR }]);
    expect(alt.coming.map(({ what }: { what: string }) => what)).toEqual([
      'restart nginx on host-4 in 2h',
      'uptime on host-4 every day 09:00',
    ]);
  });

  it('is text alone as a list, for nobody without a role, and when it cannot be drawn the list is named', async () => {
    expect(await world.say('approver', 'calendar list')).not.toHaveProperty('picture');
    expect(await world.say('guest', 'calendar')).toMatchObject({ is: 'refused' });
    world.pictures.broken = true;
    await world.say('approver', 'calendar');
    await world.advance(30 * MINUTE);
    expect(world.files.posted).toEqual([]);
    expect(world.chat.told).toMatchObject([{ answer: { is: 'nothing', next: 'calendar list' } }]);
  });
});
