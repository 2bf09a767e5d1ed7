import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import type { Request } from '../../../bot/domain/request.ts';
import { findOf } from '../../../bot/flow/escalation/find.ts';
import { commands } from '../../../commands/index.ts';
import { crashAt } from '../../fakes/crash.ts';
import { aTarget, createWorld, TARGETS, type World } from './world.ts';

type Way = { activity: string; acts: string[]; run: string; request: string; effects: number; points: number };

const DAYS = 41 * 24 * 60 * MINUTE;

/** `points`: crash points on the way, two for each port call. More may come, fewer would be a test that shrank. */
const WAYS: [string, Way][] = [
  [
    'a vendor’s task that is prepared and sent',
    { activity: 'editing-system-files', acts: ['send'], run: 'refused', request: 'expired', effects: 0, points: 180 },
  ],
  [
    'paid work that is withdrawn',
    { activity: 'ip-and-routing', acts: ['withdraw'], run: 'refused', request: 'withdrawn', effects: 0, points: 140 },
  ],
  [
    'an unlisted activity that is safe',
    { activity: 'moving-racks', acts: ['safe'], run: 'finished', request: 'safe', effects: 1, points: 310 },
  ],
  [
    'an unlisted activity that is not safe',
    { activity: 'moving-racks', acts: ['unsafe'], run: 'refused', request: 'unsafe', effects: 0, points: 210 },
  ],
  [
    'an unlisted activity whose run is cancelled',
    { activity: 'moving-racks', acts: ['cancel'], run: 'cancelled', request: 'withdrawn', effects: 0, points: 205 },
  ],
];

/** Sends a request as people and Slack do who get no answer: the same one again. */
async function insist(world: World, request: Request): Promise<string> {
  for (let delivery = 0; delivery < 4; delivery += 1) {
    const replies: string[] = [];
    await world.call(async ({ receive }) => {
      const reply = await receive(request);
      replies.push('run' in reply ? `${reply.run}` : reply.is);
    });
    if (replies[0]) return replies[0];
  }
  throw new Error('never acknowledged');
}

async function live({ activity, acts }: Way, deaths: number[], stream: 'comes again' | 'is lost') {
  const world = await createWorld({
    commands: commands.map((command) => (command.name === 'restart' ? { ...command, activity } : command)),
    targets: [...TARGETS, aTarget('infra-gate', { kind: 'infrastructure-container', environment: 'staging' })],
  });
  world.cut.retries = stream === 'is lost';
  const [first = crashAt(), ...next] = deaths.map((at) => crashAt(at));
  world.replaceProcess(first, ...next);
  const id = await insist(world, world.request('operator', 'restart nginx on infra-gate because "load"'));
  await world.advance(6 * MINUTE);
  const request = (await findOf(world.ledger, id)) ?? 'none';
  for (const act of acts) await insist(world, sentence(world, act, { id, request }));
  await world.advance(8 * MINUTE);
  world.clock.at += DAYS; // past the end of every window: all timers are dropped by then
  await world.advance(4 * MINUTE); // a death costs the minute of the stream's worker, or the 90 seconds of its claim
  world.clock.at += 5 * MINUTE; // whoever did not die but sleeps is looked after once more
  await world.advance(3 * MINUTE);
  return { world, id, request, points: first.points };
}

function sentence(world: World, act: string, { id, request }: { id: string; request: string }): Request {
  if (act === 'cancel') return world.request('operator', `cancel R-${id}`);
  if (act === 'safe' || act === 'unsafe')
    return world.request('admin', `record E-${request} ${act} because "by phone"`);
  return world.request('operator', `${act} E-${request}`);
}

function leftOf({ world, id, request }: Awaited<ReturnType<typeof live>>) {
  const run = world.ledger.streams.get(`run#${id}`) ?? [];
  const asked = world.ledger.streams.get(`escalation#${request}`) ?? [];
  const head = (events: typeof run) => JSON.parse(events.at(-1)?.state ?? '{}').is;
  const newest = new Map([
    [id, run.at(-1)?.seq],
    [request, asked.at(-1)?.seq],
  ]);
  return {
    streams: [...world.ledger.streams.keys()].filter((stream) => /^(?:run|escalation)#/.test(stream)).sort(),
    run: head(run),
    request: head(asked),
    effects: world.hosts.effects.length,
    cards: world.chat.cards.map(({ run: of, seq }) => `${of} ${seq === newest.get(of) ? 'newest' : 'old'}`).sort(),
    chains: [verify(`run#${id}`, run).ok, verify(`escalation#${request}`, asked).ok],
    locks: [...world.locks.held.keys()],
    due: [...run, ...asked].filter(({ due }) => due !== undefined).map(({ type }) => type),
  };
}

/** One run, one request, each over once, each card with the newest state; nothing ran that the vendor had not let through. */
function overOnce({ id, request }: { id: string; request: string }, way: Way) {
  const withCard = way.activity === 'moving-racks' ? [`${id} newest`] : [];
  return {
    streams: [`escalation#${request}`, `run#${id}`],
    run: way.run,
    request: way.request,
    effects: way.effects,
    cards: [...withCard, `${request} newest`].sort(),
    chains: [true, true],
    locks: [],
    due: [],
  };
}

describe.each(WAYS)('%s, when the process dies', async (_name, way) => {
  const alive = await live(way, [], 'comes again');
  const every = alive.points.map((_, at) => at);

  it('is over once when it does not die', () => {
    expect(leftOf(alive)).toEqual(overOnce(alive, way));
    expect(every.length).toBeGreaterThanOrEqual(way.points);
  });

  it.each(['comes again', 'is lost'] as const)(
    `is over once after a death at each of ${every.length} points, when the stream %s`,
    async (stream) => {
      for (const at of every) {
        const lived = await live(way, [at], stream);
        expect(leftOf(lived), `dead ${alive.points[at]} (${at})`).toEqual(overOnce(lived, way));
      }
    },
  );

  it('is over once after 60 pairs of deaths', async () => {
    for (let pair = 0; pair < 60; pair += 1) {
      const deaths = [(pair * 61) % every.length, (pair * 89) % every.length];
      const lived = await live(way, deaths, 'is lost');
      expect(leftOf(lived), `dead at ${deaths}`).toEqual(overOnce(lived, way));
    }
  });
});
