import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { crashAt } from '../../../fakes/crash.ts';
import { prepareRequest, SHARED, storyOf, theyDo, vendorWorld, weDo } from './vendors.ts';

/** The whole way of a request, during which the process dies at these points. */
async function live(deaths: number[]) {
  const world = await vendorWorld();
  const id = await prepareRequest(world);
  const [first = crashAt(), ...next] = deaths.map((at) => crashAt(at));
  world.replaceProcess(first, ...next);
  await world.call(({ receive }) => receive(world.request('operator', `send E-${id}`)));
  await world.advance(6 * MINUTE);
  if ((await storyOf(world, id)).state.is === 'prepared') await world.say('operator', `send E-${id}`);
  await theyDo(world, id, { is: 'ask', text: 'which?' });
  await theyDo(world, id, { is: 'accept' });
  await weDo(world, id, { type: 'replied', data: { text: 'the first' } });
  await theyDo(world, id, { is: 'done' });
  await world.advance(10 * MINUTE);
  world.clock.at += 5 * MINUTE; // whoever did not die but sleeps is looked after once more
  await world.advance(3 * MINUTE);
  return { world, id, points: first.points };
}

async function leftOf({ world, id }: Awaited<ReturnType<typeof live>>) {
  const { state, seq } = await storyOf(world, id);
  const cards = world.chat.cards.map(
    ({ run, ref, shows, seq: shown }) => `${run.replace(id, 'E')} ${ref.channel} ${shows.is} ${shown === seq}`,
  );
  const threads = [...world.receipts.all].filter(([key]) => key.startsWith('thread#'));
  const standing = world.chat.cards.find(({ run }) => run === `vendor ${id}`);
  return {
    is: state.is,
    cards: cards.sort(),
    threads: threads.map(
      ([key, { value }]) => `${key.replace(standing?.ref.ts ?? '?', 'card')} ${value.stream === `escalation#${id}`}`,
    ),
    said: world.chat.toVendor.map(({ told }) => told.is),
    told: world.chat.announced.map((one) => one.replace(id, 'E')),
    due: (world.ledger.streams.get(`escalation#${id}`) ?? []).flatMap(({ due, type }) =>
      due === undefined ? [] : [type],
    ),
  };
}

const WHOLE = {
  is: 'done',
  cards: ['E C0OPS done true', `vendor E ${SHARED} done true`],
  threads: [`thread#${SHARED}#card request true`],
  said: ['replied'],
  told: ['E news-2', 'E news-3', 'E news-5'],
  due: [],
};

describe('a request whose vendor is told, when the process dies', async () => {
  const alive = await live([]);
  const every = alive.points.map((_, at) => at);

  it('has one card on each side, with the newest state, when it does not die', async () => {
    expect(await leftOf(alive)).toEqual(WHOLE);
    expect(every.length).toBeGreaterThanOrEqual(150);
  });

  it(`has one card on each side after a death at each of ${every.length} points`, async () => {
    for (const at of every) {
      expect(await leftOf(await live([at])), `dead ${alive.points[at]} (${at})`).toEqual(WHOLE);
    }
  });

  it('has one card on each side after 40 pairs of deaths', async () => {
    for (let pair = 0; pair < 40; pair += 1) {
      const deaths = [(pair * 61) % every.length, (pair * 89) % every.length];
      expect(await leftOf(await live(deaths)), `dead at ${deaths}`).toEqual(WHOLE);
    }
  });
});
