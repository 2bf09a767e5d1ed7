import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import type { Ending } from '../../fakes/hosts.ts';
import { endedOnce, leftOf, live, type Way, wrongAfter } from './live.ts';
import { createOverlap } from './overlap.ts';
import { aTarget } from './world.ts';

const DONE: Ending = { details: 'Success', exitCode: 0, output: 'pid 1 → 2, active\n' };
const hosts = ['host-1', 'host-2', 'host-3'];
const way: Way = {
  host: 'host-4',
  waves: { hosts, rollout: 'in waves 1, 2, 100%' },
  ending: DONE,
  verdict: 'succeeded',
  points: 400,
};

describe('a run in three waves, whose process dies', async () => {
  const alive = await live(way, { deaths: [], stream: 'comes again' });
  const every = alive.points.map((_, at) => [at]);

  it('ends once when it does not die', () => {
    expect(leftOf(alive)).toEqual(endedOnce(alive.id, way));
    expect(every.length).toBeGreaterThanOrEqual(way.points);
  });

  it(`ends once after a death at each of ${every.length} points, when the dead one's records are lost`, async () => {
    expect(await wrongAfter(way, every, 'is lost')).toEqual([]);
  });
});

/** Orders in which the same things happen, each from a number that finds it again. */
const ORDERS = 16;

const targets = Array.from({ length: 104 }, (_, at) => aTarget(`host-${at + 1}`, { environment: 'staging' }));

/** 104 hosts, the last 102 of them in three commands that are under way together and report while the next is sent. */
async function overtaken(seed: number, faults: { dies?: number }) {
  const world = await createOverlap(seed, { ...faults, settings: { targets } });
  world.hosts.pace.ends = 2 * SECOND;
  const id = await world.ask('operator', 'restart nginx on all user hosts in waves 2, 100%');
  await world.spend(20 * MINUTE);
  const { state } = await world.story(id);
  const sent = [...world.hosts.commands.values()].flatMap(({ instanceIds }) => instanceIds);
  const events = await world.ledger.read(`run#${id}`);
  const types = events.map(({ type }) => type);
  const between = types.filter((type, at) => type === 'progressed' && types[at - 1] === 'intended').length;
  const left = {
    over: 'verdict' in state ? state.verdict : state.is,
    effects: new Set(world.hosts.effects).size === world.hosts.effects.length ? world.hosts.effects.length : 'twice',
    sentTwice: sent.length - new Set(sent).size,
    cards: world.chat.cards.length,
    newest: world.chat.cards[0]?.seq === events.at(-1)?.seq,
    locks: world.locks.held.size,
    chain: verify(`run#${id}`, events).ok,
  };
  return { seed, left, between, deaths: world.deaths() };
}

const GOOD = { over: 'succeeded', effects: 104, sentTwice: 0, cards: 1, newest: true, locks: 0, chain: true };

describe('a run of several commands, whose workers overtake each other', () => {
  it.each([
    ['sends each once and tells all', {}],
    ['does so when they die at any call', { dies: 0.001 }],
  ])(`%s, in ${ORDERS} orders`, async (_how, faults) => {
    const lived = [];
    for (let seed = 1; seed <= ORDERS; seed += 1) lived.push(await overtaken(seed, faults));
    expect(lived.filter(({ left }) => JSON.stringify(left) !== JSON.stringify(GOOD))).toEqual([]);
    expect(lived.some(({ between }) => between > 0)).toBe(true);
    expect(lived.some(({ deaths }) => deaths > 0)).toBe('dies' in faults);
  });
});
