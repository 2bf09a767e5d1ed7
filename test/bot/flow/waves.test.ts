import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { STATE_LIMIT } from '../../../bot/domain/ledger/draft.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import { tally } from '../../../bot/domain/run/outcome.ts';
import { aTarget, createWorld, TARGETS, type World } from './world.ts';

let world: World;

/** Seven hosts of staging, where no approval is wanted: host-1 to host-7. */
const SEVEN = [1, 2, 3, 4, 5, 6, 7].map((number) => aTarget(`host-${number}`, { environment: 'staging' }));
const FAILED = { details: 'Failed', exitCode: 1, output: 'still down: nginx\n' } as const;

beforeEach(async () => {
  world = await createWorld({ targets: SEVEN });
});

async function run(rollout: string, ms = 10 * MINUTE): Promise<string> {
  const id = await world.ask('operator', `restart nginx on all user hosts ${rollout}`);
  await world.advance(ms);
  return id;
}

/** The hosts of each command, in the order in which they were sent. */
const sends = () =>
  [...world.hosts.commands.values()].map(({ instanceIds }) =>
    instanceIds.map((id) => id.replace('i-host-', '')).join(' '),
  );

async function howIs(id: string): Promise<string> {
  const { state, outcomes } = await world.story(id);
  const hosts = [...outcomes.values()].map(({ host, status }) => `${host.replace('host-', '')} ${status}`);
  const how = state.is === 'finished' ? state.verdict : state.is === 'paused' ? `paused: ${state.why}` : state.is;
  return [how, ...hosts].join(', ');
}

describe('a run in waves', () => {
  it('sends to each wave when the one before has ended, and locks a host only for its wave', async () => {
    const held: number[] = [];
    const { send } = world.hosts;
    world.hosts.send = async (order) => {
      held.push(world.locks.held.size);
      return send(order);
    };
    world.replaceProcess();
    const id = await run('in waves 1, 50%, 100%');
    expect(sends()).toEqual(['1', '2 3 4', '5 6 7']);
    expect(held).toEqual([1, 4, 7]);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(world.locks.held.size).toBe(0);
    expect(world.types(id).filter((type) => type === 'intended' || type === 'sent')).toHaveLength(6);
  });

  it.each([
    ['one at a time', ['1', '2', '3', '4', '5', '6', '7']],
    ['stop after 1 failure', ['1', '2', '3', '4', '5', '6', '7']],
    ['stop after 3 failures', ['1 2 3', '4 5 6', '7']],
    ['in waves 1, 4 one at a time', ['1', '2', '3', '4', '5', '6', '7']],
    ['in waves 2 stop after 2 failures', ['1 2', '3 4', '5 6', '7']],
    ['in waves 100%', ['1 2 3 4 5 6 7']],
  ])('%s goes over them in these steps', async (rollout, steps) => {
    const id = await run(rollout);
    expect(sends()).toEqual(steps);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
  });

  it.each([
    ['in waves 1, 50%, 100%', ['1', '2 3 4'], 'paused: failures, 1 succeeded, 2 succeeded, 3 failed, 4 succeeded'],
    [
      'in waves 1, 50%, 100% stop after 1 failure',
      ['1', '2', '3'],
      'paused: failures, 1 succeeded, 2 succeeded, 3 failed',
    ],
    ['one at a time', ['1', '2', '3'], 'paused: failures, 1 succeeded, 2 succeeded, 3 failed'],
    // After a first failure one more may fail: one host at a time.
    [
      'stop after 2 failures',
      ['1 2', '3 4', '5', '6', '7'],
      'partly, 1 succeeded, 2 succeeded, 3 failed, 4 succeeded, 5 succeeded, 6 succeeded, 7 succeeded',
    ],
  ])('%s stops where host-3 fails, and begins nothing more', async (rollout, steps, how) => {
    world.hosts.endings.set('i-host-3', FAILED);
    const id = await run(rollout);
    expect([sends(), await howIs(id)]).toEqual([steps, how]);
  });

  it('never lets more hosts fail than it says', async () => {
    for (const { instanceId } of SEVEN) world.hosts.endings.set(instanceId, FAILED);
    const id = await run('stop after 3 failures');
    expect(sends()).toEqual(['1 2 3']);
    expect(await howIs(id)).toBe('paused: failures, 1 failed, 2 failed, 3 failed');
  });

  it('takes a host of which nothing is known for one that failed', async () => {
    world.hosts.endings.set('i-host-1', 'silent');
    const id = await run('in waves 1, 100%', 15 * MINUTE);
    expect(await howIs(id)).toBe('paused: failures, 1 unknown');
    expect([...world.locks.held.keys()]).toEqual(['host-1']);
  });

  it('frees the hosts of a stopped run, so that the one that failed can be repaired', async () => {
    world.hosts.endings.set('i-host-3', FAILED);
    const stopped = await run('one at a time');
    expect(world.locks.held.size).toBe(0);
    world.hosts.endings.clear();
    const retried = await world.say('operator', 'retry host-3');
    expect(retried).toMatchObject({ is: 'accepted', sentence: 'restart nginx on host-3' });
    await world.advance(MINUTE);
    expect(sends()).toEqual(['1', '2', '3', '3']);
    expect(await world.say('operator', 'resume')).toMatchObject({ is: 'acted', act: 'resumed', run: stopped });
    await world.advance(5 * MINUTE);
    expect(sends()).toEqual(['1', '2', '3', '3', '4', '5', '6', '7']);
    expect(await world.story(stopped)).toMatchObject({ state: { is: 'finished', verdict: 'partly' } });
  });

  it('that nobody resumes ends with what it did when the window is over', async () => {
    world.hosts.endings.set('i-host-3', FAILED);
    const id = await run('one at a time', 5 * MINUTE);
    await world.advance(HOUR);
    expect(await howIs(id)).toBe(
      'partly, 1 succeeded, 2 succeeded, 3 failed, 4 not-started, 5 not-started, 6 not-started, 7 not-started',
    );
    expect(await world.story(id)).toMatchObject({ stopped: { why: 'expired' } });
    expect(await world.say('operator', `resume R-${id}`)).toMatchObject({ refusal: { reason: 'too-late' } });
  });

  it('pauses between waves where that was asked for, and never twice at the same place', async () => {
    const id = await run('in waves 1, 50%, 100% pause between waves', MINUTE);
    expect([sends(), await howIs(id)]).toEqual([['1'], 'paused: between-waves, 1 succeeded']);
    expect(world.chat.cards).toMatchObject([{ shows: { is: 'paused' } }]);
    await world.say('operator', `resume R-${id}`);
    await world.advance(MINUTE);
    expect(await howIs(id)).toBe('paused: between-waves, 1 succeeded, 2 succeeded, 3 succeeded, 4 succeeded');
    await world.say('approver', `resume R-${id}`);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { verdict: 'succeeded' }, resumes: [{}, {}] });
  });

  it('is cancelled at a pause: the rest never starts', async () => {
    const id = await run('in waves 1, 100% pause between waves', MINUTE);
    expect(await world.say('operator', `cancel R-${id} because "enough"`)).toMatchObject({ act: 'stopped' });
    await world.advance(MINUTE);
    expect(await howIs(id)).toMatch(/^partly, 1 succeeded, 2 not-started/);
    expect([sends(), world.locks.held.size]).toEqual([['1'], 0]);
  });

  it('is cancelled in the middle of a wave: what runs is asked to stop, what has not begun never does', async () => {
    world.hosts.pace.ends = MINUTE;
    const id = await run('in waves 1, 100%', 70 * SECOND);
    expect(sends()).toEqual(['1', '2 3 4 5 6 7']);
    const other = await world.ask('operator', 'restart worker on all user hosts in waves 1, 100%');
    await world.advance(SECOND);
    expect(await world.story(other)).toMatchObject({ refusal: { reason: 'locked', host: 'host-1' } });
    await world.say('operator', `cancel R-${id}`);
    await world.advance(2 * MINUTE);
    expect(await howIs(id)).toMatch(/^partly, 1 succeeded, 2 cancelled/);
  });

  it('waits for who resumes it when a host of the next wave is in use or away, and goes on when it is not', async () => {
    world.hosts.pace.ends = 20 * SECOND;
    const id = await run('in waves 1, 100%', 10 * SECOND);
    const away = world.hosts.agentsKnown.get('i-host-5');
    if (away) world.hosts.agentsKnown.set('i-host-5', { ...away, online: false });
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({
      state: { is: 'paused', why: 'refused' },
      refusal: { reason: 'offline', hosts: ['host-5'] },
    });
    expect([sends(), world.locks.held.size]).toEqual([['1'], 0]);
    if (away) world.hosts.agentsKnown.set('i-host-5', away);
    await world.say('operator', `resume R-${id}`);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it('waits where everything is frozen in the middle of a wave, from its next host on', async () => {
    world.hosts.pace.ends = 20 * SECOND;
    const id = await run('one at a time', 30 * SECOND);
    expect(sends()).toEqual(['1', '2']);
    const where = { team: 'T0ACME', channel: 'C0OPS' };
    const span = { from: world.now(), until: world.now() + HOUR, by: { team: 'T0ACME', user: 'U0ADMIN' } };
    const freeze = { id: '4KQ7M', environments: ['staging'], ...span, because: 'sale', where };
    await world.rewrite('freezes#main', () => ({ freezes: [freeze], locks: [] }));
    await world.advance(2 * MINUTE);
    expect(await world.story(id)).toMatchObject({
      state: { is: 'paused', why: 'refused' },
      refusal: { reason: 'stopped', stop: { gate: 'freeze', id: '4KQ7M' } },
    });
    expect(sends()).toEqual(['1', '2']);
    await world.rewrite('freezes#main', () => ({ freezes: [], locks: [] }));
    await world.say('operator', `resume R-${id}`);
    await world.advance(5 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it('ends where the records were changed before the next wave: what was decided is not what would be', async () => {
    world.hosts.pace.ends = 20 * SECOND;
    const id = await run('in waves 1, 100%', 10 * SECOND);
    await world.rewrite('policy#main', (policy) => policy);
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({
      state: { is: 'finished', verdict: 'partly' },
      stopped: { why: 'refused' },
      refusal: { reason: 'moved', what: ['the policy'] },
    });
    expect(sends()).toEqual(['1']);
  });

  it('is not lost where SSM is busy, does not confirm, or says no', async () => {
    world.hosts.faults.push('busy', 'busy', 'lost-after', 'lost-before');
    const id = await run('in waves 1, 3, 100%', 20 * MINUTE);
    expect(sends()).toEqual(['1', '2 3', '4 5 6 7']);
    expect(await world.story(id)).toMatchObject({ state: { verdict: 'succeeded' } });
    expect(world.hosts.effects).toHaveLength(7);
  });
});

describe('a production run in waves', () => {
  beforeEach(async () => {
    world = await createWorld({ targets: TARGETS });
    world.hosts.endings.set('i-host-6', FAILED);
  });

  it('names its waves in the plan that is approved, and is resumed after failures by who could have approved it', async () => {
    const id = await run('in waves 1, 3, 100%', 10 * SECOND);
    expect((await world.story(id)).plan?.rollout).toEqual({ ends: [1, 3, 6] });
    await world.say('approver', `approve R-${id}`);
    await world.advance(5 * MINUTE);
    expect(await howIs(id)).toBe('paused: failures, 4 succeeded, 5 succeeded, 6 failed');
    expect(await world.say('operator', `resume R-${id}`)).toMatchObject({ refusal: { reason: 'own-request' } });
    expect(await world.say('approver-2', `resume R-${id}`)).toMatchObject({ is: 'acted', act: 'resumed' });
    await world.advance(5 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'partly' } });
  });

  it('that was approved in time goes on after the end of that window, but not a day later', async () => {
    world.hosts.endings.clear();
    const id = await run('in waves 1, 100% pause between waves', 29 * MINUTE);
    await world.say('approver', `approve R-${id}`);
    await world.advance(5 * MINUTE);
    await world.say('operator', `resume R-${id}`);
    await world.advance(5 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { verdict: 'succeeded' } });
  });
});

describe('a run of more hosts than one command takes', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => aTarget(`host-${at + 1}`, { environment: 'staging' }));

  it('goes in waves by itself, so that the first one is seen to be well', async () => {
    world = await createWorld({ targets: many(120) });
    const id = await run('');
    expect((await world.story(id)).plan?.rollout).toEqual({ ends: [1, 12, 120], byDefault: true });
    const files = world.files.posted.flatMap(({ files: posted }) => posted.map(({ name }) => name));
    expect(files).toEqual([`R-${id}-plan.txt`]);
    expect([...world.hosts.commands.values()].map(({ instanceIds }) => instanceIds.length)).toEqual([1, 11, 50, 50, 8]);
    expect(await world.story(id)).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it.each(['before any worker saw its intent', 'just after a worker took its intent'])(
    'sends a command although others report %s, at once and only once',
    async (when) => {
      world = await createWorld({ targets: many(120) });
      world.hosts.pace.begins = 0;
      const { append, claim } = world.ledger;
      let between = 0;
      const reportBetween = async () => {
        const [first] = world.hosts.commands.keys();
        world.clock.at += 2 * SECOND;
        if (first !== undefined && (await world.process().report(first))) between += 1;
      };
      world.ledger.append = async (draft) => {
        const appended = await append(draft);
        if (when.startsWith('before') && draft.type === 'intended') await reportBetween();
        return appended;
      };
      world.ledger.claim = async (ref, ask) => {
        const claimed = await claim(ref, ask);
        const { type } = world.ledger.streams.get(ref.stream)?.[ref.seq] ?? {};
        if (when.startsWith('just after') && type === 'intended' && claimed) await reportBetween();
        return claimed;
      };
      world.replaceProcess();
      const id = await run('in waves 100%', MINUTE);
      expect(between).toBeGreaterThan(0);
      expect(await world.story(id)).toMatchObject({ state: { verdict: 'succeeded' } });
      expect([...world.hosts.commands.values()].map(({ mark }) => mark)).toEqual(
        ['1', '1.50', '1.100'].map((piece) => `remit:${id}:${piece}`),
      );
    },
  );

  it('that changes nothing asks all at once', async () => {
    world = await createWorld({ targets: many(120) });
    const id = await world.ask('operator', 'uptime on all user hosts');
    await world.advance(MINUTE);
    expect([...world.hosts.commands.values()].map(({ instanceIds }) => instanceIds.length)).toEqual([50, 50, 20]);
    expect(await world.story(id)).toMatchObject({ state: { verdict: 'succeeded' } });
  });

  it('sends once to each of 1,000 hosts that end in every way, and tells them exactly', async () => {
    world = await createWorld({ targets: many(1_000) });
    const ends = ['Success', 'Failed', 'Undeliverable', 'Delivery Timed Out', 'Access Denied'];
    const want = { succeeded: 0, failed: 0, 'did-not-run': 0, unknown: 0 };
    for (let host = 1; host <= 1_000; host += 1) {
      const details = ends[host % ends.length] ?? '';
      const ran = details === 'Success' || details === 'Failed';
      world.hosts.endings.set(`i-host-${host}`, { details, ...(ran && { exitCode: details === 'Success' ? 0 : 1 }) });
      want[
        ({ Success: 'succeeded', Failed: 'failed', 'Delivery Timed Out': 'unknown' } as const)[details] ?? 'did-not-run'
      ] += 1;
    }
    const id = await run('in waves 100% stop after 1000 failures', 20 * MINUTE);
    const { state, outcomes } = await world.story(id);
    expect(state).toMatchObject({ is: 'finished', verdict: 'unknown', tally: want });
    expect(tally(outcomes.values())).toMatchObject(want);
    const sent = [...world.hosts.commands.values()].flatMap(({ instanceIds }) => instanceIds);
    expect([sent.length, new Set(sent).size]).toEqual([1_000, 1_000]);
    const events = await world.ledger.read(`run#${id}`);
    expect(verify(`run#${id}`, events).ok).toBe(true);
    for (const { state: kept } of events) expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(STATE_LIMIT);
  });
});
