import { describe, expect, it } from 'vitest';
import type { Person } from '../../../bot/domain/actor.ts';
import { HOUR, MINUTE } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import type { Request } from '../../../bot/domain/request.ts';
import { personStream } from '../../../bot/flow/records.ts';
import { crashAt } from '../../fakes/crash.ts';
import { PEOPLE, type Who } from './people.ts';
import { createWorld, type World } from './world.ts';

type Way = {
  text: string;
  whom: Who;
  grants: Person['grants'];
  points: number;
  atOnce?: true;
  ending?: 'applied' | 'denied';
};

/** `points`: crash points on the way, two for each port call. More may come, fewer would be a test that shrank. */
const WAYS: [string, Way][] = [
  [
    'a grant that a second admin confirms',
    {
      text: 'grant approver to <@U0OPERATOR> until 2026-11-27 because "night shift"',
      whom: 'operator',
      grants: [{ role: 'operator' }, { role: 'approver', until: Date.UTC(2026, 10, 28) }],
      points: 110,
    },
  ],
  [
    'a grant that holds at once',
    {
      text: 'grant on-call to <@U0GUEST> because "joined"',
      whom: 'guest',
      grants: [{ role: 'on-call' }],
      points: 60,
      atOnce: true,
    },
  ],
  [
    'an admin’s role that is taken',
    { text: 'revoke admin from <@U0ADMIN2> because "left"', whom: 'admin-2', grants: [], points: 130 },
  ],
  [
    'a change that is denied',
    {
      text: 'grant approver to <@U0OPERATOR> because "night shift"',
      whom: 'operator',
      grants: [{ role: 'operator' }],
      points: 80,
      ending: 'denied',
    },
  ],
];

/** Sends a request as people and Slack do who get no answer: the same one again. */
async function insist(world: World, request: Request): Promise<string> {
  for (let delivery = 0; delivery < 4; delivery += 1) {
    const ids: string[] = [];
    await world.call(async ({ receive }) => {
      const reply = await receive(request);
      ids.push('id' in reply ? String(reply.id) : reply.is);
    });
    if (ids[0]) return ids[0];
  }
  throw new Error('never acknowledged');
}

async function live({ text, atOnce, ending = 'applied' }: Way, deaths: number[], stream: 'comes again' | 'is lost') {
  const world = await createWorld();
  await world.give('budget', ['admin']);
  world.cut.retries = stream === 'is lost';
  const [first = crashAt(), ...next] = deaths.map((at) => crashAt(at));
  world.replaceProcess(first, ...next);
  const id = await insist(world, world.request('admin', text));
  await world.advance(3 * MINUTE);
  const wants = atOnce ? 0 : 1;
  const act = ending === 'denied' ? 'deny' : 'confirm';
  if (wants > 0) await insist(world, world.request('budget', `${act} C-${id}`));
  await world.advance(8 * MINUTE);
  world.clock.at += 24 * HOUR; // past the end of its window: every timer is dropped by then
  await world.advance(3 * MINUTE);
  return { world, id, wants, points: first.points };
}

function leftOf({ world, id }: Awaited<ReturnType<typeof live>>, { whom }: Way) {
  const events = world.ledger.streams.get(`change#${id}`) ?? [];
  const person = world.ledger.streams.get(personStream(PEOPLE[whom])) ?? [];
  const changes = person.map(({ data }) => JSON.parse(data).change).filter((change) => change !== undefined);
  return {
    changes: [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('change#')),
    over: events.at(-1)?.type,
    applied: changes,
    grants: person.length > 0 ? JSON.parse(person.at(-1)?.state ?? '{}').grants : [],
    cards: world.chat.cards.map(({ run, shows, seq }) => ({
      run,
      shows: shows.is,
      newest: seq === events.at(-1)?.seq,
    })),
    locks: [...world.locks.held.keys()],
    chains: [verify(`change#${id}`, events).ok, verify(personStream(PEOPLE[whom]), person).ok],
    due: [...events, ...person].filter(({ due }) => due !== undefined).map(({ type }) => type),
    mentions: [...new Set(world.chat.announced)],
  };
}

/** Over, once: one event on the person's stream, one card with the newest state, one mention, nothing left behind. */
function overOnce({ id, wants }: { id: string; wants: number }, { grants, ending = 'applied' }: Way) {
  return {
    changes: [`change#${id}`],
    over: ending,
    applied: ending === 'applied' ? [id] : [],
    grants,
    cards: [{ run: id, shows: ending, newest: true }],
    locks: [],
    chains: [true, true],
    due: [],
    mentions: wants > 0 ? [id] : [],
  };
}

describe.each(WAYS)('%s, when the process dies', async (_name, way) => {
  const alive = await live(way, [], 'comes again');
  const every = alive.points.map((_, at) => at);

  it('is over once when it does not die', () => {
    expect(leftOf(alive, way)).toEqual(overOnce(alive, way));
    expect(every.length).toBeGreaterThanOrEqual(way.points);
  });

  it.each(['comes again', 'is lost'] as const)(
    `is over once after a death at each of ${every.length} points, when the stream %s`,
    async (stream) => {
      for (const at of every) {
        const lived = await live(way, [at], stream);
        expect(leftOf(lived, way), `dead ${alive.points[at]} (${at})`).toEqual(overOnce(lived, way));
      }
    },
    60_000,
  );

  it('is over once after 60 pairs of deaths', async () => {
    for (let pair = 0; pair < 60; pair += 1) {
      const deaths = [(pair * 61) % every.length, (pair * 89) % every.length];
      const lived = await live(way, deaths, 'is lost');
      expect(leftOf(lived, way), `dead at ${deaths}`).toEqual(overOnce(lived, way));
    }
  }, 60_000);
});
