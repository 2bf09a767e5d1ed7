import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { STATE_LIMIT } from '../../../bot/domain/ledger/draft.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import { isTerminal } from '../../../bot/domain/run/state.ts';
import type { StoredEvent } from '../../../bot/ports/ledger.ts';
import { faulty } from '../../fakes/faults.ts';
import { PEOPLE } from './people.ts';
import { aTarget, createWorld, NOON, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

describe('the largest run', () => {
  it('of one command fits: 50 hosts with names of 63 characters and the longest reason, in 8 KB of state at each step', async () => {
    const names = Array.from({ length: 50 }, (_, at) => `host-${String(at).padStart(2, '0')}-${'x'.repeat(55)}`);
    expect(names[0]).toHaveLength(63);
    world = await createWorld({ targets: names.map((name) => aTarget(name)) });
    const run = await world.ask('operator', `restart nginx on all user hosts because "${'y'.repeat(300)}"`);
    await world.advance(5 * SECOND);
    await world.say('approver', `approve R-${run}`);
    await world.advance(5 * MINUTE);
    expect(world.hosts.effects).toHaveLength(50);
    const events = await world.ledger.read(`run#${run}`);
    expect(JSON.parse(events.at(-1)?.state ?? '{}')).toMatchObject({ is: 'finished', verdict: 'succeeded', hosts: 50 });
    for (const { state } of events) expect(Buffer.byteLength(state)).toBeLessThanOrEqual(STATE_LIMIT);
  });

  it('carries a sentence of 3,000 characters through every step', async () => {
    const names = Array.from({ length: 44 }, (_, at) => `host-${String(at).padStart(2, '0')}-${'x'.repeat(55)}`);
    world = await createWorld({ targets: names.map((name) => aTarget(name)) });
    const asked = `restart nginx on ${names.join(', ')}`;
    const sentence = `${asked} because "${'y'.repeat(3_000 - asked.length - ' because ""'.length)}"`;
    expect(sentence).toHaveLength(3_000);
    const id = await world.ask('operator', sentence);
    await world.advance(5 * SECOND);
    await world.say('approver', `approve R-${id} `);
    await world.advance(5 * MINUTE);
    expect(world.hosts.effects).toHaveLength(44);
    for (const { state } of await world.ledger.read(`run#${id}`)) {
      expect(Buffer.byteLength(state)).toBeLessThanOrEqual(STATE_LIMIT);
    }
  });

  it('is refused with one host more', async () => {
    world = await createWorld({ targets: Array.from({ length: 5_001 }, (_, at) => aTarget(`host-${at}`)) });
    const id = await world.ask('operator', 'restart nginx on all user hosts');
    await world.advance(5 * SECOND);
    expect(await world.story(id)).toMatchObject({
      refusal: { reason: 'too-many-targets', count: 5_001, limit: 5_000 },
    });
  });
});

describe('the head of a run', () => {
  it('says when to look at it again at every step until it is over, and then no more', async () => {
    const wrong: string[] = [];
    const { append, finish } = world.ledger;
    const forgotten = ([stream, events]: [string, StoredEvent[]]) => {
      const head = events.at(-1);
      return stream.startsWith('run#') && head?.due === undefined && !isTerminal(JSON.parse(head?.state ?? '{}'));
    };
    const look = () => {
      wrong.push(...[...world.ledger.streams].filter(forgotten).map(([, events]) => `${events.at(-1)?.type}`));
    };
    world.ledger.append = async (draft) => {
      const appended = await append(draft);
      look();
      return appended;
    };
    world.ledger.finish = async (ref, ask) => {
      await finish(ref, ask);
      look();
    };
    world.replaceProcess();
    world.hosts.faults.push('lost-before');
    const staging = await world.ask('operator', 'restart nginx on host-4');
    const production = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(MINUTE);
    await world.say('approver', `approve R-${production}`);
    await world.advance(HOUR);
    expect(wrong).toEqual([]);
    for (const id of [staging, production]) {
      expect((await world.ledger.read(`run#${id}`)).flatMap(({ due }) => due ?? [])).toEqual([]);
    }
  });

  it('F23: is parked after eight tries that fail, shown by health, and the other runs go on', async () => {
    const { postCard } = world.chat;
    world.chat.postCard = async (story) => {
      if ('asked' in story && story.asked.command.name === 'reboot') throw new Error('Slack takes no such card');
      return postCard(story);
    };
    world.replaceProcess();
    const poison = await world.ask('operator', 'reboot host-4');
    await world.advance(MINUTE);
    const well = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(HOUR);
    expect(world.logged.filter((line) => line === 'error parked')).toHaveLength(1);
    const head = await world.ledger.head(`run#${poison}`);
    expect(head).toMatchObject({ type: 'progressed', due: 9_999_999_999_999 });
    expect(await world.story(well)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(await world.say('operator', 'health')).toMatchObject({
      is: 'health',
      lines: expect.arrayContaining([
        { part: 'parked', well: false, detail: `1 events given up after 8 tries: run#${poison}` },
      ]),
    });
  });

  it('F23: has its card once somebody moves it on, after an event of it was parked', async () => {
    const { postCard } = world.chat;
    world.chat.postCard = async () => {
      throw new Error('Slack takes no such card');
    };
    world.replaceProcess();
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(HOUR);
    expect(world.logged.filter((line) => line === 'error parked')).toHaveLength(1);
    world.chat.postCard = postCard;
    world.replaceProcess();
    await world.say('operator', `cancel R-${id}`);
    await world.advance(MINUTE);
    expect(world.chat.cards.map(({ run, shows }) => [run, shows.is])).toEqual([[id, 'cancelled']]);
    expect(await world.say('operator', 'health')).toMatchObject({
      lines: expect.arrayContaining([{ part: 'parked', well: true, detail: '0 events given up after 8 tries' }]),
    });
  });

  it('F26: of a request that cannot be decided ends after four tries, and says so', async () => {
    world.hosts.hasDocument = async () => {
      throw new Error('SSM does not answer');
    };
    world.replaceProcess();
    const id = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'refused' }, refusal: { reason: 'fault' } });
    expect(world.hosts.effects).toEqual([]);
  });

  it('of an approved run is tried five times before the run is halted', async () => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(SECOND);
    world.hosts.hasDocument = async () => {
      throw new Error('SSM does not answer');
    };
    world.replaceProcess();
    await world.say('approver', `approve R-${id}`);
    await world.advance(30 * SECOND);
    expect(await world.story(id)).toMatchObject({ state: { is: 'approved' } });
    await world.advance(4 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'halted' }, refusal: { reason: 'fault' } });
    expect(world.hosts.effects).toEqual([]);
  });

  it('is not parked because a run is looked at for long', async () => {
    world.hosts.pace.ends = 110 * SECOND;
    world.cut.events = true;
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(25 * MINUTE);
    await world.say('approver', `approve R-${id}`);
    await world.advance(10 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
  });
});

describe('the store', () => {
  it('that refuses the record stops the action: nothing runs, and who asked hears it', async () => {
    world.replaceProcess(faulty((call) => (call === 'before ledger.append' ? 'throttled' : undefined)));
    await expect(world.say('operator', 'restart nginx on host-4')).rejects.toThrow('throttled');
    await world.advance(5 * MINUTE);
    expect([world.hosts.commands.size, world.chat.cards.length]).toEqual([0, 0]);
  });

  it('that does not take the intent has nothing sent', async () => {
    const { append } = world.ledger;
    world.ledger.append = async (draft) => {
      if (draft.type === 'intended') throw new Error('not written');
      return append(draft);
    };
    world.replaceProcess();
    await world.ask('operator', 'restart nginx on host-4');
    await world.advance(5 * MINUTE);
    expect(world.hosts.commands.size).toBe(0);
  });

  it.each([1, 2, 3, 4, 5])(
    'that fails every tenth call, before or after it did it, ends a run once (seed %i)',
    async (seed) => {
      let random = seed * 7_919;
      const next = () => {
        random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
        return random / 2_147_483_648;
      };
      const store = /^(before|after) (ledger|locks|receipts|inventory|soon)/;
      const fails = (call: string) => store.test(call) && next() < 0.05;
      world.replaceProcess(
        faulty((call) => (fails(call) ? (call.startsWith('before') ? 'throttled' : 'lost-answer') : undefined)),
      );
      const request = world.request('operator', 'restart nginx on host-4');
      let id = '';
      for (let delivery = 0; delivery < 50 && !id; delivery += 1) {
        await world.call(async ({ receive }) => {
          const reply = await receive(request);
          id = 'run' in reply ? (reply.run ?? '') : '';
        });
      }
      await world.advance(HOUR);
      world.replaceProcess();
      await world.advance(HOUR);
      expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#'))).toEqual([`run#${id}`]);
      await expectOneEnd(world, id);
      expect(verify(`run#${id}`, await world.ledger.read(`run#${id}`)).ok).toBe(true);
    },
  );

  it('F12: whose indexes lag by five seconds loses and doubles nothing', async () => {
    world = await createWorld({ indexLag: 5 * SECOND });
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(10 * SECOND);
    world.cut.stream = true;
    await world.say('approver', `approve R-${id}`);
    await world.advance(10 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(world.hosts.effects).toHaveLength(1);
  });

  it('heals a stream that is lost altogether by the sweep', async () => {
    Object.assign(world.cut, { stream: true, events: true });
    const id = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(12 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(world.chat.cards).toMatchObject([{ shows: { verdict: 'succeeded' } }]);
  });

  it('F28: finds after 25 hours without stream and sweep what was left undone', async () => {
    Object.assign(world.cut, { stream: true, sweep: true });
    const id = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(25 * HOUR);
    expect(world.types(id)).toEqual(['asked']);
    Object.assign(world.cut, { stream: false, sweep: false });
    await world.advance(3 * MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'refused' }, refusal: { reason: 'stale' } });
    expect(world.hosts.effects).toEqual([]);
  });

  it.each(['data', 'state', 'by'] as const)('with %s that does not parse decides nothing on it', async (part) => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    const event = world.ledger.streams.get(`run#${id}`)?.[1];
    if (event) event[part] = '{"is":';
    const other = await world.ask('approver', 'restart nginx on host-4');
    if (part !== 'state') await expect(world.say('approver', `approve R-${id}`)).rejects.toThrow('does not parse');
    await world.advance(HOUR);
    if (part !== 'state') expect(world.types(id)).toEqual(['asked', 'planned']);
    expect(world.hosts.effects).toEqual([`R-${other} on i-host-4`]);
  });
});

describe('the clock', () => {
  it.each([
    ['back', -10 * MINUTE],
    ['forward', 10 * MINUTE],
  ])('F22: that steps %s by ten minutes neither reorders a run nor sends it twice', async (_where, step) => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    world.clock.at += step;
    await world.say('approver', `approve R-${id}`);
    await world.advance(25 * MINUTE);
    const events = await world.ledger.read(`run#${id}`);
    const times = events.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(verify(`run#${id}`, events).ok).toBe(true);
    expect(world.hosts.effects).toEqual([`R-${id} on i-host-7`]);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
  });

  it('gives no more time to an approval than its card said', async () => {
    const id = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(5 * SECOND);
    const { state } = await world.story(id);
    expect(state).toMatchObject({ is: 'waiting', expiresAt: NOON + 30 * MINUTE });
    world.clock.at = NOON + 30 * MINUTE;
    expect(await world.say('approver', `approve R-${id}`)).toMatchObject({ refusal: { reason: 'expired' } });
    expect((await world.story(id)).state.requester).toBe(`${PEOPLE.operator.team}/${PEOPLE.operator.user}`);
  });
});

/** Before anything was sent, so many faults may also end it, with words to the one who asked. */
async function expectOneEnd(world: World, id: string): Promise<void> {
  const { state, refusal } = (await world.story(id)) ?? {};
  const sent = refusal?.reason !== 'fault';
  expect(state?.is).toBe(sent ? 'finished' : 'refused');
  expect(world.chat.cards).toMatchObject(sent ? [{ shows: { is: 'finished' } }] : []);
  const ran = sent ? [`R-${id} on i-host-4`] : [];
  if (state?.is === 'finished' && state.verdict === 'unknown') {
    // Faults up to the end of the second attempt: it may have run, which is said, and the host is kept until somebody settles it.
    expect(ran).toEqual(expect.arrayContaining(world.hosts.effects));
    expect(world.locks.held.size).toBe(1);
  } else {
    expect(world.hosts.effects).toEqual(ran);
    expect(world.locks.held.size).toBe(0);
  }
}
