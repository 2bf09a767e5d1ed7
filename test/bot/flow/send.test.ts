import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { commands, maintenance } from '../../../commands/index.ts';
import type { Ending, SendFault } from '../../fakes/hosts.ts';
import { aTarget, createWorld, NOON, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

const STAGING = ['a', 'b', 'c', 'd', 'e'].map((name) => aTarget(`host-${name}`, { environment: 'staging' }));
const NEVER_REPEATED = commands.map((command) => ({ ...command, repeatable: false }));

/** A run on staging, at the moment at which its command is sent. */
async function sent(fault: SendFault | undefined, text = 'restart nginx on host-4'): Promise<string> {
  if (fault) world.hosts.faults.push(fault);
  const id = await world.ask('operator', text);
  await world.settle();
  return id;
}

async function outcomeOf(id: string) {
  const { state, outcomes } = await world.story(id);
  const hosts = [...outcomes.values()].map(({ host, status, detail }) => `${host} ${status}: ${detail}`);
  return { verdict: 'verdict' in state ? state.verdict : state.is, hosts };
}

const attempts = () => [...world.hosts.commands.values()].map(({ mark, sentAt }) => [mark, (sentAt - NOON) / SECOND]);

describe('a send that SSM does not confirm', () => {
  it('F2: is adopted when SSM has it: sent once, and reported as any other', async () => {
    const id = await sent('lost-after');
    await world.advance(MINUTE);
    expect(attempts()).toEqual([[`remit:${id}:1`, 0]]);
    expect(world.hosts.effects).toHaveLength(1);
    expect(await outcomeOf(id)).toEqual({ verdict: 'succeeded', hosts: ['host-4 succeeded: Success'] });
  });

  it('F3: is repeated, when that does no harm, only after every host would refuse the first one', async () => {
    const id = await sent('lost-before');
    await world.advance(2 * MINUTE + 59 * SECOND);
    expect(attempts()).toEqual([]);
    await world.advance(2 * MINUTE);
    expect(attempts()).toEqual([[`remit:${id}:2`, expect.toSatisfy((at: number) => at >= 180 && at < 200)]]);
    expect(await outcomeOf(id)).toEqual({ verdict: 'succeeded', hosts: ['host-4 succeeded: Success'] });
  });

  it('is repeated once, and then nobody knows', async () => {
    world.hosts.faults.push('lost-before', 'lost-before');
    const id = await sent(undefined);
    await world.advance(10 * MINUTE);
    expect(world.types(id)).toEqual(['asked', 'planned', 'intended', 'intended', 'progressed']);
    expect(await outcomeOf(id)).toMatchObject({ verdict: 'unknown' });
    expect([...world.locks.held.keys()]).toEqual(['host-4']);
  });

  it('is never repeated when it must not be: unknown, and its host stays held until somebody settles it', async () => {
    world = await createWorld({ commands: NEVER_REPEATED });
    const id = await sent('lost-before');
    await world.advance(10 * MINUTE);
    expect(await outcomeOf(id)).toEqual({
      verdict: 'unknown',
      hosts: ['host-4 unknown: SSM never confirmed the command: it may have run'],
    });
    const other = await world.ask('approver', 'restart nginx on host-4');
    await world.advance(10 * SECOND);
    expect(await world.story(other)).toMatchObject({ refusal: { reason: 'locked', holder: id } });

    expect(await world.say('operator', `settle R-${id} host-4 as not done because "same pid"`)).toMatchObject({
      refusal: { reason: 'no-role' },
    });
    expect(await world.say('approver', `settle R-${id} host-4 as not done because "same pid"`)).toMatchObject({
      is: 'acted',
      act: 'settled',
    });
    await world.advance(10 * SECOND);
    expect(await outcomeOf(id)).toEqual({ verdict: 'failed', hosts: ['host-4 did-not-run: settled as not done'] });
    expect(world.locks.held.size).toBe(0);
    expect(world.chat.cards.find(({ run }) => run === id)?.shows).toMatchObject({ verdict: 'failed' });
  });

  it.each([
    ['refused', 'rejected', 'SSM refused: InvalidInstanceId'],
    ['throttled', 'busy', 'SSM was busy'],
  ] as const)('did not run when it was %s, and frees its host', async (_what, fault, detail) => {
    const id = await sent(fault);
    await world.advance(MINUTE);
    expect(await outcomeOf(id)).toEqual({ verdict: 'failed', hosts: [`host-4 did-not-run: ${detail}`] });
    expect([attempts(), world.locks.held.size]).toEqual([[], 0]);
  });

  it('F20: is refused by a host that it reaches after its deadline', async () => {
    world.hosts.pace.begins = 3 * MINUTE;
    const id = await sent(undefined);
    await world.advance(10 * MINUTE);
    expect(world.hosts.effects).toEqual([]);
    expect(await outcomeOf(id)).toEqual({
      verdict: 'failed',
      hosts: ["host-4 did-not-run: the approval's time was over when it arrived"],
    });
  });

  it('F17: is not sent by a worker that wakes up when another one has taken over', async () => {
    const [release, asleep] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { send } = world.hosts;
    let calls = 0;
    world.hosts.send = async (order) => {
      calls += 1;
      if (calls > 1) return send(order);
      asleep.resolve();
      await release.promise; // the function is frozen just before its packet leaves
      return send(order);
    };
    world.replaceProcess();
    await world.ask('operator', 'restart nginx on host-4');
    const [stream = ''] = [...world.ledger.streams.keys()].filter((key) => key.startsWith('run#'));
    for (let step = 0; step < 2; step += 1) await world.process().tend(stream);
    const zombie = world.process().tend(stream);
    await asleep.promise;
    world.clock.at += 4 * MINUTE;
    await world.advance(3 * MINUTE);
    release.resolve();
    await zombie;
    await world.advance(5 * MINUTE);
    expect(world.hosts.effects).toHaveLength(1);
    expect(await outcomeOf(stream.slice(4))).toMatchObject({ verdict: 'succeeded' });
    expect(world.chat.cards).toHaveLength(1);
    expect(world.locks.held.size).toBe(0);
  });
});

describe("SSM's events", () => {
  it('F9: are asked for every half minute when all of them are lost: the end is known within two minutes', async () => {
    world.cut.events = true;
    const id = await sent(undefined);
    await world.advance(2 * MINUTE);
    expect(await outcomeOf(id)).toMatchObject({ verdict: 'succeeded' });
    expect(world.chat.cards).toMatchObject([{ shows: { verdict: 'succeeded' } }]);
  });

  it('F8: change nothing when they are doubled, late, or come before the command is on record', async () => {
    const id = await sent(undefined);
    const [command = ''] = world.hosts.commands.keys();
    for (let event = 0; event < 20; event += 1) {
      world.clock.at += 100;
      await Promise.all([1, 2, 3].map(() => world.process().report(command)));
    }
    await world.advance(MINUTE);
    const before = world.types(id);
    await Promise.all([1, 2, 3].map(() => world.process().report(command)));
    expect(world.types(id)).toEqual(before);
    expect(before).toEqual(['asked', 'planned', 'intended', 'sent', 'progressed', 'progressed']);
  });

  it('of the end reach the card within seconds, also when the host was faster than the record of the send', async () => {
    world.hosts.pace.begins = 0;
    world.hosts.pace.ends = 0;
    const { send } = world.hosts;
    world.hosts.send = async (order) => {
      const answer = await send(order);
      for (const command of world.hosts.takeEvents()) await world.process().report(command);
      return answer;
    };
    world.replaceProcess();
    const id = await sent(undefined);
    await world.advance(5 * SECOND);
    expect(await outcomeOf(id)).toMatchObject({ verdict: 'succeeded' });
  });

  it('F10: of a command that is not ours are ignored, and logged', async () => {
    const foreign = {
      mark: 'deploy',
      documentName: maintenance[0]?.documentName ?? '',
      parameters: {},
      timeoutSeconds: 1,
    };
    await world.hosts.send({ ...foreign, instanceIds: ['i-host-4'] });
    const id = await world.ask('operator', 'restart nginx on host-4');
    await world.hosts.send({ ...foreign, mark: `remit:${id}:9`, instanceIds: ['i-host-5'] });
    await world.advance(MINUTE);
    expect(world.logged.filter((line) => line === 'warn foreign-command').length).toBeGreaterThan(0);
    expect(await outcomeOf(id)).toEqual({ verdict: 'succeeded', hosts: ['host-4 succeeded: Success'] });
  });

  it('never come for a host that SSM lost: unknown, not failed, when nobody expects an answer any more', async () => {
    world.hosts.endings.set('i-host-4', 'silent');
    const id = await sent(undefined);
    await world.advance(5 * MINUTE);
    expect(await outcomeOf(id)).toMatchObject({ verdict: 'running' });
    await world.advance(3 * MINUTE);
    expect(await outcomeOf(id)).toEqual({
      verdict: 'unknown',
      hosts: ['host-4 unknown: SSM gave no result in time: it may have run'],
    });
    expect([...world.locks.held.keys()]).toEqual(['host-4']);
  });
});

describe('five hosts that end differently', () => {
  const endings: [string, Ending, string][] = [
    ['host-a', { details: 'Success', exitCode: 0 }, 'succeeded: Success'],
    ['host-b', { details: 'Undeliverable' }, 'did-not-run: Undeliverable'],
    ['host-c', { details: 'Delivery Timed Out' }, 'unknown: Delivery Timed Out'],
    ['host-d', { details: 'Failed', exitCode: 5 }, 'failed: Failed'],
    ['host-e', { details: 'Quarantined' }, 'unknown: Quarantined'],
  ];

  it('F18: are told one by one, whatever the command as a whole is said to be', async () => {
    world = await createWorld({ targets: STAGING });
    for (const [host, ending] of endings) world.hosts.endings.set(`i-${host}`, ending);
    const id = await sent(undefined, 'restart nginx on host-a, host-b, host-c, host-d, host-e');
    await world.advance(2 * MINUTE);
    expect(await outcomeOf(id)).toEqual({
      verdict: 'unknown',
      hosts: endings.map(([host, , told]) => `${host} ${told}`),
    });
    expect([...world.locks.held.keys()]).toEqual(['host-c', 'host-e']);
    const { state } = await world.story(id);
    expect('tally' in state && state.tally).toMatchObject({ succeeded: 1, failed: 1, 'did-not-run': 1, unknown: 2 });
  });

  it.each([
    [['Success', 'Success', 'Failed'], 'partly'],
    [['Undeliverable', 'Undeliverable', 'Undeliverable'], 'failed'],
    [['Cancelled', 'Cancelled', 'Cancelled'], 'cancelled'],
    [['Success', 'Success', 'Delivery Timed Out'], 'unknown'],
  ])('%s make a run %s', async (details, verdict) => {
    world = await createWorld({ targets: STAGING });
    for (const [at, detail] of details.entries()) {
      const exitCode = detail === 'Success' ? 0 : 1;
      const ran = detail === 'Success' || detail === 'Failed';
      world.hosts.endings.set(`i-host-${'abc'[at]}`, { details: detail, ...(ran ? { exitCode } : {}) });
    }
    const id = await sent(undefined, 'restart nginx on host-a, host-b, host-c');
    await world.advance(2 * MINUTE);
    expect(await outcomeOf(id)).toMatchObject({ verdict });
  });
});
