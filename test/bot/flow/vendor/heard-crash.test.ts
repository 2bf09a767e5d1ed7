import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../../bot/domain/incident/happening.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { verify } from '../../../../bot/domain/ledger/verify.ts';
import { escalationStream } from '../../../../bot/flow/escalation/append-escalation.ts';
import { crashAt } from '../../../fakes/crash.ts';
import type { World } from '../world.ts';
import { createShared, STRANGER, VERA, VIKTOR } from './shared-channel.ts';

/** `points`: crash points on the way, two for each port call. More may come, fewer would be a test that shrank. */
const WAYS = [
  {
    what: 'a question',
    text: 'ask which gate?',
    by: VERA,
    types: ['asked-back'],
    settled: ['acted'],
    told: 0,
    points: 60,
  },
  {
    what: 'a sentence with something wrong in it',
    text: 'decline E-ID',
    by: VERA,
    types: [],
    settled: ['misread'],
    told: 1,
    points: 30,
  },
  {
    what: 'a stranger’s word',
    text: 'accept E-ID',
    by: STRANGER,
    types: [],
    settled: ['turned-away'],
    told: 1,
    points: 30,
  },
];
type Way = (typeof WAYS)[number];

/** Slack delivers an event again that was not taken. */
async function insist(world: World, said: Happening): Promise<void> {
  for (let delivery = 0; delivery < 4; delivery += 1) {
    if (await world.call(({ happened }) => happened(said))) return;
  }
}

/** Whatever the worker was at when it died is found by the sweep. */
async function live({ text, by }: Way, deaths: number[], stream: 'comes again' | 'is lost') {
  const shared = await createShared();
  const { world, id } = shared;
  const said = shared.wrote(by, text.replace('ID', id), { thread: '1772366400.000900' });
  world.cut.retries = stream === 'is lost';
  const [first = crashAt(), ...next] = deaths.map((at) => crashAt(at));
  world.replaceProcess(first, ...next);
  await insist(world, said);
  await world.advance(8 * MINUTE);
  return { shared, points: first.points };
}

function leftOf({ shared }: Awaited<ReturnType<typeof live>>) {
  const { world, id } = shared;
  const heard = [...world.ledger.streams].filter(([stream]) => stream.startsWith('heard#'));
  const asked = world.ledger.streams.get(escalationStream(id)) ?? [];
  return {
    types: shared.types().slice(2),
    settled: shared.settled().map(({ is }) => is),
    told: Math.min(1, world.chat.answered.length + world.chat.turnedAway.length),
    chains: [...heard, [escalationStream(id), asked] as const].every(([stream, events]) => verify(stream, events).ok),
    due: heard.flatMap(([, events]) => events.filter(({ due }) => due !== undefined).map(({ type }) => type)),
  };
}

const once = ({ types, settled, told }: Way) => ({ types, settled, told, chains: true, due: [] });

describe.each(WAYS)('$what, when the process dies', async (way) => {
  const alive = await live(way, [], 'comes again');
  const every = alive.points.map((_, at) => at);

  it('is settled once when it does not die', () => {
    expect(leftOf(alive)).toEqual(once(way));
    expect(every.length).toBeGreaterThanOrEqual(way.points);
  });

  it.each(['comes again', 'is lost'] as const)(
    `is done and settled once after a death at each of ${every.length} points, when the stream %s`,
    async (stream) => {
      for (const at of every) {
        const lived = await live(way, [at], stream);
        expect(leftOf(lived), `dead ${alive.points[at]} (${at})`).toEqual(once(way));
      }
    },
  );

  it('is done and settled once after 20 pairs of deaths', async () => {
    for (let pair = 0; pair < 20; pair += 1) {
      const deaths = [(pair * 61) % every.length, (pair * 89) % every.length];
      expect(leftOf(await live(way, deaths, 'is lost')), `dead at ${deaths}`).toEqual(once(way));
    }
  });
});

describe('Two that say the same at once', () => {
  it('are both settled, and the request is taken by one, whoever dies', async () => {
    for (let at = 0; at < 40; at += 1) {
      const shared = await createShared();
      const { world } = shared;
      world.replaceProcess(crashAt(at));
      for (const by of [VERA, VIKTOR]) {
        const said = shared.wrote(by, 'accept', { thread: '1772366400.000900' });
        await insist(world, said);
      }
      await world.advance(5 * MINUTE);
      expect(shared.types().slice(2), `dead at ${at}`).toEqual(['accepted']);
      expect(
        shared
          .settled()
          .map(({ is }) => is)
          .sort(),
      ).toEqual(['acted', 'refused']);
    }
  });
});
