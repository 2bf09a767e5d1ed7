import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, type Instant, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { readPolicy } from '../../../data/read-policy.ts';
import { createWorld, type World } from './world.ts';

/** Of the week after the world's noon: the shipped rules leave Sunday to Wednesday, 8 to 18 in UTC. */
const WEDNESDAY = Date.UTC(2026, 10, 25, 12);
const FRIDAY = Date.UTC(2026, 10, 27, 12);
const DAY = 24 * HOUR;
const INSTALL = 'install curl on host-7';

let world: World;
async function at(moment: Instant): Promise<void> {
  world = await createWorld({ policy: { changes: readPolicy().changes ?? [] } });
  world.clock.at = moment;
}
beforeEach(() => at(WEDNESDAY));

/** Asks for it, and says what became of it a little later. */
async function asked(who: Parameters<World['say']>[0], text: string) {
  const id = await world.ask(who, text);
  await world.advance(30 * SECOND);
  return world.story(id);
}
const refusalOf = async (text: string) => (await asked('operator', text)).refusal;

describe('a question', () => {
  it.each(['who can install curl on', 'what can I do on', 'policy test install curl on'])(
    '`%s …` tells what would stop a change now',
    async (question) => {
      await at(FRIDAY);
      const found = JSON.stringify(await world.say('operator', `${question} host-7`));
      expect(found).toContain('"gates":{"stops":[{"gate":"hours","environment":"production"');
      expect(found).toContain('"stagingDays":14');
      expect(JSON.stringify(await world.say('operator', `${question} host-4`))).not.toContain('"gates"');
      await world.say('approver', 'freeze staging for 2h because "a demo"');
      expect(JSON.stringify(await world.say('operator', `${question} host-4`))).toContain(
        '"gates":{"stops":[{"gate":"freeze"',
      );
    },
  );
});

describe('a change in production', () => {
  it('is refused on a Friday, with the rule and when it opens', async () => {
    await at(FRIDAY);
    expect(await refusalOf(INSTALL)).toEqual({
      ...{ reason: 'stopped', policyVersion: 0, mayAsk: true },
      stop: {
        ...{ gate: 'hours', environment: 'production', zone: 'UTC', opens: Date.UTC(2026, 10, 29, 8) },
        by: { is: 'stretch', stretch: { from: 'thursday 00:00', to: 'sunday 00:00' } },
      },
    });
    expect(await asked('operator', 'restart nginx on host-7')).toMatchObject({ state: { is: 'waiting' } });
    expect(await asked('operator', 'install curl on host-4')).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it('is refused until the same succeeded on staging, and leads there', async () => {
    expect(await refusalOf(INSTALL)).toMatchObject({
      reason: 'not-staged',
      days: 14,
      suggestion: 'install curl on host-4',
    });
    expect(await world.say('operator', `plan ${INSTALL}`)).toMatchObject({ refusal: { reason: 'not-staged' } });
    await asked('operator', 'install curl on host-4');
    const { id } = await asked('operator', `${INSTALL} because "needed there"`);
    expect(await world.story(id)).toMatchObject({ state: { is: 'waiting' } });
    expect((await world.story(id)).plan).not.toHaveProperty('exception');
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
  });

  it.each([
    ['other values', 'install jq on host-4'],
    ['another command', 'restart nginx on host-4'],
  ])('is not opened by %s on staging', async (_what, text) => {
    await asked('operator', text);
    expect(await refusalOf(INSTALL)).toMatchObject({ reason: 'not-staged' });
  });

  it('is opened for 14 days', async () => {
    await asked('operator', 'install curl on host-4');
    world.clock.at = WEDNESDAY + 14 * DAY - HOUR;
    expect(await refusalOf(INSTALL)).toBeUndefined();
    world.clock.at = WEDNESDAY + 14 * DAY + HOUR;
    expect(await refusalOf(`${INSTALL}, host-8`)).toMatchObject({ reason: 'not-staged' });
  });

  it('is not opened by a failure on staging', async () => {
    world.hosts.endings.set('i-host-4', { details: 'Failed', exitCode: 1 });
    await asked('operator', 'install curl on host-4');
    expect(await refusalOf(INSTALL)).toMatchObject({ reason: 'not-staged' });
  });

  it('passes with a reason, which the plan is bound to', async () => {
    const { id, plan } = await asked('operator', `${INSTALL} because "staging is down"`);
    expect(plan).toMatchObject({ exception: { gate: 'staging-first', days: 14, because: 'staging is down' } });
    // What is tried on staging in the meantime takes nothing from what was approved.
    await asked('operator', 'install curl on host-4');
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
  });

  it('is halted when it was approved in time and is sent too late', async () => {
    await asked('operator', 'install curl on host-4');
    world.clock.at = Date.UTC(2026, 10, 25, 17, 58);
    const { id } = await asked('operator', INSTALL);
    expect(await world.say('approver', `approve R-${id}`)).toMatchObject({ is: 'acted' });
    world.clock.at = Date.UTC(2026, 10, 25, 18);
    await world.advance(5 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'halted' }, refusal: { reason: 'stopped' } });
    expect([...world.hosts.commands.values()].map(({ instanceIds }) => instanceIds)).toEqual([['i-host-4']]);
  });

  it('is taken back at any hour', async () => {
    const { id } = await asked('operator', `${INSTALL} because "staging is down"`);
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    world.clock.at = FRIDAY;
    expect(await asked('operator', `undo R-${id}`)).toMatchObject({ state: { is: 'waiting' } });
  });
});

describe('an exception', () => {
  const REASON = 'because "the shop is down"';

  it('is given to one run by somebody with the role; an approver still approves it', async () => {
    await at(FRIDAY);
    const { id, state, stops } = await asked('operator', `${INSTALL} ${REASON}`);
    expect([state.is, stops?.map(({ gate }) => gate)]).toEqual(['waiting', ['hours']]);
    expect(await world.say('approver', `approve R-${id}`)).toMatchObject({ refusal: { reason: 'stopped' } });
    expect(await world.say('approver', `except R-${id} ${REASON}`)).toMatchObject({ refusal: { reason: 'no-role' } });
    expect(await world.say('freezer', `except R-${id} plan 0000 ${REASON}`)).toMatchObject({
      refusal: { reason: 'other-plan' },
    });
    expect(await world.say('freezer', `except R-${id} ${REASON}`)).toMatchObject({ is: 'acted', act: 'excepted' });
    expect(await world.say('freezer', `except R-${id} ${REASON}`)).toMatchObject({
      refusal: { reason: 'nothing-to-except' },
    });
    expect(await world.say('freezer', `approve R-${id}`)).toMatchObject({ refusal: { reason: 'no-role' } });
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({
      state: { is: 'finished', verdict: 'succeeded' },
      exceptions: [{ covers: ['hours'], because: 'the shop is down' }],
    });
  });

  it('is not given by whoever asked, and is void when the role is lost before it is sent', async () => {
    await at(FRIDAY);
    await world.give('operator', ['operator', 'freeze-approver']);
    const { id } = await asked('operator', `${INSTALL} ${REASON}`);
    expect(await world.say('operator', `except R-${id} ${REASON}`)).toMatchObject({
      refusal: { reason: 'own-request' },
    });
    await world.say('freezer', `except R-${id} ${REASON}`);
    await world.say('approver', `approve R-${id}`);
    await world.give('freezer', []);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ refusal: { reason: 'rights-lost', who: 'excepter' } });
    expect(world.hosts.commands.size).toBe(0);
  });
});

describe('a developer', () => {
  it.each(['restart nginx on host-4', 'install curl on host-4', 'logs nginx on host-4'])(
    'runs on staging: %s',
    async (text) => {
      expect(await asked('developer', text)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    },
  );

  it.each(['restart nginx on host-7', 'logs nginx on host-7', 'restart nginx on host-4, host-7'])(
    'runs nothing in production, by a reason neither: %s',
    async (text) => {
      const refusal = { reason: 'staging-only', hosts: ['host-7'] };
      expect(await asked('developer', text)).toMatchObject({ state: { is: 'refused' }, refusal });
      expect(await asked('developer', `${text} because "now"`)).toMatchObject({ state: { is: 'refused' }, refusal });
      expect(world.hosts.commands.size).toBe(0);
    },
  );

  it('who became one while an operator’s run waited runs it no more', async () => {
    const { id } = await asked('operator', 'restart nginx on host-7');
    await world.give('operator', ['developer']);
    await world.say('approver', `approve R-${id}`);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'halted' }, refusal: { reason: 'staging-only' } });
  });
});
