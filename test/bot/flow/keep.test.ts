import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import type { SendFault } from '../../fakes/hosts.ts';
import { guardedFor } from './live.ts';
import { aTarget, createWorld, NOON, type World } from './world.ts';

const STAGING = ['a', 'b'].map((name) => aTarget(`host-${name}`, { environment: 'staging' }));
const ROLLED_BACK = 'rolled back: the agent did not answer in time';

let world: World;
beforeEach(async () => {
  world = await createWorld({ targets: STAGING, commands: guardedFor(60) });
});

async function begun(hosts = 'host-a'): Promise<string> {
  const id = await world.ask('operator', `restart nginx on ${hosts}`);
  await world.settle();
  return id;
}

async function outcomeOf(id: string) {
  const { state, outcomes } = await world.story(id);
  const hosts = [...outcomes.values()].map(({ host, status, detail }) => `${host} ${status}: ${detail}`);
  return { verdict: 'verdict' in state ? state.verdict : state.is, hosts };
}

const sends = () =>
  [...world.hosts.commands.values()].map(({ mark, sentAt, instanceIds }) => [
    mark.replace(/^remit:[^:]+:/, ''),
    Math.round((sentAt - NOON) / SECOND),
    instanceIds.join(),
  ]);

describe('a guarded run', () => {
  it('is applied, and kept when the host answers a second document', async () => {
    const id = await begun();
    await world.advance(MINUTE);
    expect(world.types(id)).toEqual([
      ...['asked', 'planned', 'intended', 'sent', 'progressed', 'progressed'],
      ...['keep-intended', 'keep-sent', 'progressed'],
    ]);
    expect(await outcomeOf(id)).toEqual({ verdict: 'succeeded', hosts: ['host-a succeeded: Success'] });
    expect((await world.story(id)).outcomes.get('host-a')?.tail).toBe('pid 1 → 2, active\nkept: the agent answered');
    const [, keep] = world.hosts.commands.values();
    expect(keep?.parameters).toMatchObject({ Kept: [`R-${id}`], Verdict: ['keep'], ExecId: [`R-${id}-keep1`] });
    expect([...world.hosts.verdicts.values()]).toEqual(['kept']);
  });

  it('says that it is applied and not kept yet, and is no success before the host answers', async () => {
    world.hosts.telling.set('i-host-a', 'silent');
    const id = await begun();
    await world.advance(20 * SECOND);
    expect(await outcomeOf(id)).toEqual({ verdict: 'running', hosts: ['host-a applied: Success'] });
    expect(world.chat.cards).toMatchObject([{ shows: { is: 'running', tally: { applied: 1, succeeded: 0 } } }]);
    expect([...world.locks.held.keys()]).toEqual(['host-a']);
  });

  it('that locks its host out is rolled back by the host, which says so when it is back', async () => {
    world.hosts.lockedOut.add('i-host-a');
    const id = await begun('host-a, host-b');
    await world.advance(2 * MINUTE);
    expect(await outcomeOf(id)).toEqual({
      verdict: 'partly',
      hosts: [`host-a failed: ${ROLLED_BACK}`, 'host-b succeeded: Success'],
    });
    expect(world.locks.held.size).toBe(0);
    expect(await world.say('operator', `undo R-${id}`)).toMatchObject({ is: 'accepted' });
    await world.advance(MINUTE);
    expect(world.hosts.effects.at(-1)).toMatch(/ on i-host-b$/);
  });

  it('whose host stays silent is unknown, and keeps its host until somebody settles it', async () => {
    world.hosts.telling.set('i-host-a', 'silent');
    const id = await begun();
    await world.advance(10 * MINUTE);
    expect(await outcomeOf(id)).toEqual({
      verdict: 'unknown',
      hosts: [expect.stringMatching(/^host-a unknown: applied, and the agent has not said since whether it was kept/)],
    });
    expect([...world.locks.held.keys()]).toEqual(['host-a']);
  });

  it.each([
    ['too late for its deadline', { details: 'Failed', exitCode: 92 }],
    ['and is lost to SSM', { details: 'Delivery Timed Out' }],
  ])('whose host answers %s is unknown', async (_how, ending) => {
    world.hosts.telling.set('i-host-a', ending);
    const id = await begun();
    await world.advance(MINUTE);
    expect(await outcomeOf(id)).toMatchObject({ verdict: 'unknown' });
  });

  it('whose host could not take it back is unknown, and says so', async () => {
    world.hosts.telling.set('i-host-a', { details: 'Failed', exitCode: 95, output: 'it could not be taken back' });
    const id = await begun();
    await world.advance(MINUTE);
    expect(await outcomeOf(id)).toEqual({
      verdict: 'unknown',
      hosts: ['host-a unknown: applied, and it could not be taken back'],
    });
  });

  it('that fails on its host is not told to keep anything', async () => {
    world.hosts.endings.set('i-host-a', { details: 'Failed', exitCode: 1 });
    const id = await begun();
    await world.advance(MINUTE);
    expect(sends()).toEqual([['1', 0, 'i-host-a']]);
    expect(await outcomeOf(id)).toEqual({ verdict: 'failed', hosts: ['host-a failed: Failed'] });
  });

  it('that is ended in the middle says that its host takes it back', async () => {
    world.hosts.endings.set('i-host-a', { details: 'Execution Timed Out', exitCode: 137 });
    const id = await begun();
    await world.advance(MINUTE);
    const detail = 'Execution Timed Out; what it changed takes itself back within 60 s';
    expect(await outcomeOf(id)).toEqual({ verdict: 'failed', hosts: [`host-a timed-out: ${detail}`] });
  });

  it('is kept on each host as soon as it is applied there, however long another one takes', async () => {
    world.hosts.endings.set('i-host-b', 'silent');
    const id = await begun('host-a, host-b');
    await world.advance(30 * SECOND);
    expect(await outcomeOf(id)).toEqual({
      verdict: 'running',
      hosts: ['host-a succeeded: Success', 'host-b running: InProgress'],
    });
    expect(sends().slice(1)).toEqual([['keep1', expect.any(Number), 'i-host-a']]);
  });

  it('that is undone is not guarded: what comes back is what was there', async () => {
    const id = await begun();
    await world.advance(MINUTE);
    await world.say('operator', `undo R-${id}`);
    await world.advance(MINUTE);
    expect(sends().map(([mark]) => mark)).toEqual(['1', 'keep1', '1']);
  });
});

describe('a cancel of a guarded run', () => {
  it('has what was applied rolled back at once, and never kept', async () => {
    world.hosts.pace.ends = 20 * SECOND;
    const id = await begun('host-a');
    await world.advance(5 * SECOND);
    world.hosts.cancel = async () => undefined; // SSM does not stop what runs
    world.replaceProcess();
    expect(await world.say('operator', `cancel R-${id}`)).toMatchObject({ is: 'acted', act: 'cancel-requested' });
    await world.advance(MINUTE);
    expect(await outcomeOf(id)).toEqual({
      verdict: 'cancelled',
      hosts: ['host-a cancelled: rolled back, as it was cancelled'],
    });
    expect([...world.hosts.verdicts.values()]).toEqual(['rolled back']);
  });

  it('that comes after the hosts were told changes nothing: they keep it', async () => {
    world.hosts.telling.set('i-host-a', { details: 'Success', exitCode: 0, output: 'kept' });
    const { begins } = world.hosts.pace;
    const id = await begun();
    await world.advance(2 * begins + world.hosts.pace.ends);
    await world.say('operator', `cancel R-${id}`);
    await world.advance(MINUTE);
    expect(await outcomeOf(id)).toMatchObject({ verdict: 'succeeded' });
  });
});

describe('a keep that SSM does not confirm', () => {
  const first = (fault: SendFault) => {
    const { send } = world.hosts;
    world.hosts.send = async (order) => {
      if (order.mark.includes(':keep1')) world.hosts.faults.push(fault);
      return send(order);
    };
    world.replaceProcess();
  };

  it('is adopted when SSM has it', async () => {
    first('lost-after');
    const id = await begun();
    await world.advance(MINUTE);
    expect(sends().map(([mark]) => mark)).toEqual(['1', 'keep1']);
    expect(await outcomeOf(id)).toMatchObject({ verdict: 'succeeded' });
  });

  it.each(['lost-before', 'busy'] as const)('is said again, well within the guard, when it was %s', async (fault) => {
    first(fault);
    const id = await begun();
    await world.advance(MINUTE);
    expect(sends().map(([mark]) => mark)).toEqual(['1', 'keep2']);
    expect(sends()[1]?.[1]).toBeLessThan(30);
    expect(await outcomeOf(id)).toMatchObject({ verdict: 'succeeded' });
  });

  it('is unknown at once when SSM refuses it', async () => {
    first('rejected');
    const id = await begun();
    await world.advance(MINUTE);
    expect(await outcomeOf(id)).toMatchObject({ verdict: 'unknown' });
    expect([...world.locks.held.keys()]).toEqual(['host-a']);
  });

  it('is given up when SSM never takes it: unknown', async () => {
    const { send } = world.hosts;
    world.hosts.send = async (order) => (order.mark.includes(':keep') ? { is: 'busy' } : send(order));
    world.replaceProcess();
    const id = await begun();
    await world.advance(10 * MINUTE);
    expect(await outcomeOf(id)).toMatchObject({ verdict: 'unknown' });
  });
});
