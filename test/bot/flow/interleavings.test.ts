import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { createWorld, type World } from './world.ts';

/**
 * What ought to become of a run, in a few lines that know nothing of the product. `changed`: the plan is not what would be run
 * any more. `lost`: the approver has no right any more, and has approved. `shut`: nothing runs there now.
 */
type Ought = { is: string; revoked: boolean; changed: boolean; lost: boolean; shut: boolean };

const START: Ought = { is: 'waiting', revoked: false, changed: false, lost: false, shut: false };

/** The worker looks: an approved run is sent, or halted by what is shut, or waits anew. */
function worked(ought: Ought): Ought {
  if (ought.is !== 'approved') return ought;
  if (ought.shut) return { ...ought, is: 'halted' };
  return ought.changed || ought.lost
    ? { ...ought, is: 'waiting', changed: false, lost: false }
    : { ...ought, is: 'succeeded' };
}

const ends = (from: string[], to: string) => (ought: Ought) => (from.includes(ought.is) ? { ...ought, is: to } : ought);

type Happening = { happen: (world: World, id: string) => Promise<unknown>; ought: (ought: Ought) => Ought };

const shut = (ought: Ought) => ({ ...ought, shut: true });

/** Two ways to shut production: in each order one of them. */
const SHUT: Record<string, Happening> = {
  freeze: { happen: (world) => world.say('admin', 'freeze production for 4h because "month end"'), ought: shut },
  'stop everything': { happen: (world) => world.say('operator', 'stop everything because "disks"'), ought: shut },
};

/** Whatever can happen to a waiting run. */
const HAPPENS: Record<string, Happening> = {
  approve: {
    happen: (world, id) => world.say('approver', `approve R-${id}`),
    ought: (ought) => (ought.is === 'waiting' && !ought.revoked && !ought.shut ? { ...ought, is: 'approved' } : ought),
  },
  deny: { happen: (world, id) => world.say('approver-2', `deny R-${id}`), ought: ends(['waiting'], 'denied') },
  cancel: {
    happen: (world, id) => world.say('operator', `cancel R-${id}`),
    ought: ends(['waiting', 'approved'], 'cancelled'),
  },
  expire: {
    happen: (world) => world.advance(31 * MINUTE),
    ought: (ought) => ends(['waiting'], 'expired')(worked(ought)),
  },
  'lose the role': {
    happen: (world) => world.give('approver', ['operator']),
    ought: (ought) => ({ ...ought, revoked: true, lost: ought.is === 'approved' }),
  },
  'change the matrix': {
    happen: (world) => world.rewrite('matrix#virtuozzo', (matrix) => matrix),
    ought: (ought) => ({ ...ought, changed: true }),
  },
};

function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) =>
    orders(items.filter((_one, other) => other !== at)).map((rest) => [item, ...rest]),
  );
}

/** `slow`: the worker comes only when the clock goes on. */
type Life = { order: readonly string[]; slow: boolean };

const OVER = ['denied', 'cancelled', 'expired', 'halted', 'succeeded'];

function happening(name: string): Happening {
  const one = HAPPENS[name] ?? SHUT[name];
  if (!one) throw new Error(name);
  return one;
}

/** What ought to be after each step. */
function steps({ order, slow }: Life): Ought[] {
  let ought = START;
  return order.map((name) => {
    ought = happening(name).ought(ought);
    if (!slow) ought = worked(ought);
    return ought;
  });
}

/** What a life has in common with all that differ only in what happens when the run is over. */
function untilOver(life: Life): string {
  const over = steps(life).findIndex(({ is }) => OVER.includes(is));
  return `${life.slow} ${over === -1 ? life.order : life.order.slice(0, over + 1)}`;
}

/** Of those that are alike until the run is over, the first and the last stand for all. */
function lives(): Life[] {
  const all = Object.keys(SHUT)
    .flatMap((way) => orders([...Object.keys(HAPPENS), way]))
    .flatMap((order) => [false, true].map((slow) => ({ order, slow })));
  const keyed = all.map((life) => [untilOver(life), life] as const);
  const [first, last] = [new Map(keyed.toReversed()), new Map(keyed)];
  return [...new Set([...first.values(), ...last.values()])];
}

async function live(life: Life) {
  const world = await createWorld();
  const id = await world.ask('operator', 'restart nginx on host-7');
  await world.settle();
  for (const name of life.order) {
    await happening(name).happen(world, id);
    if (!life.slow) await world.advance(5 * SECOND);
  }
  await world.advance(MINUTE);
  return { world, id, ought: worked(steps(life).at(-1) ?? START) };
}

async function leftOf({ world, id, ought }: Awaited<ReturnType<typeof live>>) {
  const { state } = await world.story(id);
  const cards = [...world.chat.cards, ...world.chat.direct].filter(({ run }) => run === id);
  const shown = cards.map(({ shows }) => ('verdict' in shows ? shows.verdict : shows.is));
  const winners = world.types(id).filter((type) => ['denied', 'cancelled', 'expired', 'halted', 'sent'].includes(type));
  return {
    is: 'verdict' in state ? state.verdict : state.is,
    winners: winners.length,
    effects: world.hosts.effects.length,
    shown: [...new Set(shown)],
    locks: world.locks.held.size,
    announced: world.chat.announced.length,
    ought: ought.is,
  };
}

describe('approve, deny, cancel, expiry, a lost role, a changed matrix, and a freeze or a stop', () => {
  it('leave one winner, cards that agree and at most one dispatch, in each of their 10,080 orders, with a quick worker and a slow one', async () => {
    const wrong: unknown[] = [];
    const ends = new Map<string, number>();
    const all = lives();
    for (const life of all) {
      const left = await leftOf(await live(life));
      const { ought } = left;
      const good = {
        is: ought,
        winners: 1,
        effects: ought === 'succeeded' ? 1 : 0,
        shown: [ought],
        locks: 0,
        announced: 1,
      };
      ends.set(left.is, (ends.get(left.is) ?? 0) + 1);
      if (JSON.stringify({ ...left, ...good }) !== JSON.stringify(left)) wrong.push({ ...life, left });
    }
    expect(wrong).toEqual([]);
    expect(all.length).toBeGreaterThan(800);
    expect([...ends.keys()].sort()).toEqual([...OVER].sort());
  });
});
