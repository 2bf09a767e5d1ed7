import { describe, expect, it } from 'vitest';
import type { CardStory } from '../../../bot/domain/card.ts';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import { createOverlap } from './overlap.ts';

/** Orders in which the same things happen, each from a number that finds it again. */
const ORDERS = 200;

type Faults = { dies?: number; busy?: number };

/** One production run among workers that are slow, doubled and, sometimes, dead; three people press at once. */
async function live(seed: number, faults: Faults) {
  const world = await createOverlap(seed, faults);
  const id = await world.ask('operator', 'restart nginx on host-7');
  const wasAsked = async () => (await world.story(id)).state.is === 'asked';
  for (let waits = 0; waits < 60 && (waits === 0 || (await wasAsked())); waits += 1) await world.spend(30 * SECOND);
  const last = world.random() < 0.3 ? 'cancel' : 'approve';
  for (const [who, act] of [
    ['approver', 'approve'],
    ['approver-2', last],
    ['approver', 'approve'],
  ] as const) {
    const request = world.request(who, `${act} R-${id}`);
    void world.run(({ receive }) => receive(request));
    await world.spend(world.random() * 300);
  }
  await world.spend(12 * MINUTE);
  return { world, id };
}

const endOf = (state: CardStory['state']) => ('verdict' in state ? state.verdict : state.is);

async function leftOf({ world, id }: Awaited<ReturnType<typeof live>>) {
  const { state } = await world.story(id);
  const events = await world.ledger.read(`run#${id}`);
  const marks = [...world.hosts.commands.values()].map(({ mark }) => mark);
  return {
    over: endOf(state),
    sentTwice: marks.length - new Set(marks).size,
    effects: world.hosts.effects.length,
    cards: world.chat.cards.map(({ shows }) => endOf(shows)),
    newest: world.chat.cards.every(({ seq }) => seq === events.at(-1)?.seq),
    locks: [...world.locks.held.keys()],
    chain: verify(`run#${id}`, events).ok,
    mentions: world.chat.announced,
  };
}

/** What has to be left of a run that ended so. One that was sent and lost twice keeps its host: somebody has to look. */
function good({ over, effects }: { over: string; effects: number }, id: string) {
  const run = { succeeded: 1, cancelled: effects && 1, unknown: effects && 1 }[over] ?? 'no such end';
  const locks = over === 'unknown' ? ['host-7'] : [];
  return { sentTwice: 0, effects: run, cards: [over], newest: true, locks, chain: true, mentions: [id] };
}

async function wrongOf(faults: Faults): Promise<{ wrong: unknown[]; deaths: number }> {
  const wrong: unknown[] = [];
  let deaths = 0;
  for (let seed = 1; seed <= ORDERS; seed += 1) {
    const lived = await live(seed, faults);
    const left = await leftOf(lived);
    deaths += lived.world.deaths();
    const same = JSON.stringify(left) === JSON.stringify({ ...left, ...good(left, lived.id) });
    if (!same) wrong.push({ seed, left, types: lived.world.types(lived.id) });
  }
  return { wrong, deaths };
}

describe('workers that overtake each other', () => {
  it(`send once, post once, show the end and free the host, in ${ORDERS} orders`, async () => {
    expect(await wrongOf({})).toEqual({ wrong: [], deaths: 0 });
  });

  it(`do so too when they die at any call, in ${ORDERS} orders`, async () => {
    const { wrong, deaths } = await wrongOf({ dies: 0.005 });
    expect(wrong).toEqual([]);
    expect(deaths).toBeGreaterThan(ORDERS / 2);
  });

  it(`do so too when every tenth answer of Slack is lost, in ${ORDERS} orders`, async () => {
    expect(await wrongOf({ busy: 0.05 })).toEqual({ wrong: [], deaths: 0 });
  });
});
