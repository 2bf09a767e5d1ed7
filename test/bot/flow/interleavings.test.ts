import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { createWorld, type World } from './world.ts';

/**
 * What ought to become of a run, in a few lines that know nothing of the product. `changed`: the plan is not what would be run
 * any more. `lost`: the approver has no right any more, and has approved.
 */
type Ought = { is: string; revoked: boolean; changed: boolean; lost: boolean };

const START: Ought = { is: 'waiting', revoked: false, changed: false, lost: false };

/** The worker looks: an approved run is sent, or waits anew. */
function worked(ought: Ought): Ought {
  if (ought.is !== 'approved') return ought;
  return ought.changed || ought.lost
    ? { ...ought, is: 'waiting', changed: false, lost: false }
    : { ...ought, is: 'succeeded' };
}

const ends = (from: string[], to: string) => (ought: Ought) => (from.includes(ought.is) ? { ...ought, is: to } : ought);

/** Whatever can happen to a waiting run. A gate or a freeze would be one more line here. */
const HAPPENS: Record<
  string,
  { happen: (world: World, id: string) => Promise<unknown>; ought: (ought: Ought) => Ought }
> = {
  approve: {
    happen: (world, id) => world.say('approver', `approve R-${id}`),
    ought: (ought) => (ought.is === 'waiting' && !ought.revoked ? { ...ought, is: 'approved' } : ought),
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
async function live(order: readonly string[], slow: boolean) {
  const world = await createWorld();
  const id = await world.ask('operator', 'restart nginx on host-7');
  await world.settle();
  let ought = START;
  for (const name of order) {
    const one = HAPPENS[name];
    if (!one) throw new Error(name);
    await one.happen(world, id);
    ought = one.ought(ought);
    if (slow) continue;
    await world.advance(5 * SECOND);
    ought = worked(ought);
  }
  await world.advance(MINUTE);
  return { world, id, ought: worked(ought) };
}

async function leftOf({ world, id, ought }: Awaited<ReturnType<typeof live>>) {
  const { state } = await world.story(id);
  const shown = [...world.chat.cards, ...world.chat.direct].map(({ shows }) =>
    'verdict' in shows ? shows.verdict : shows.is,
  );
  const winners = world.types(id).filter((type) => ['denied', 'cancelled', 'expired', 'sent'].includes(type));
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

describe('approve, deny, cancel, expiry, a lost role and a changed matrix', () => {
  it('leave one winner, cards that agree and at most one dispatch, in each of their 720 orders, with a quick worker and a slow one', async () => {
    const wrong: unknown[] = [];
    let dispatched = 0;
    const lives = orders(Object.keys(HAPPENS)).flatMap((order) => [false, true].map((slow) => ({ order, slow })));
    for (const { order, slow } of lives) {
      const left = await leftOf(await live(order, slow));
      const { ought } = left;
      const good = {
        is: ought,
        winners: 1,
        effects: ought === 'succeeded' ? 1 : 0,
        shown: [ought],
        locks: 0,
        announced: 1,
      };
      dispatched += left.effects;
      if (JSON.stringify({ ...left, ...good }) !== JSON.stringify(left)) wrong.push({ order, slow, left });
    }
    expect(wrong).toEqual([]);
    expect(dispatched).toBeGreaterThan(100);
  }, 60_000);
});
