import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../bot/domain/instant.ts';
import { verify } from '../../../bot/domain/ledger/verify.ts';
import { writeCells } from '../../../bot/domain/matrix/write-cells.ts';
import type { Request } from '../../../bot/domain/request.ts';
import { newVendor } from '../../../bot/domain/vendor/edit.ts';
import { groupStream, matrixStream, POLICY, personStream } from '../../../bot/flow/records.ts';
import { readPolicy } from '../../../data/read-policy.ts';
import { readProfiles } from '../../../data/read-profile.ts';
import { crashAt } from '../../fakes/crash.ts';
import { addRoom } from '../../fakes/rooms.ts';
import { OURS, PEOPLE, type Who } from './people.ts';
import { upload } from './upload.ts';
import { createWorld, type World } from './world.ts';

type Way = {
  text: string;
  /** The stream that is changed, and what its state holds afterwards. */
  stream: string;
  state: object;
  points: number;
  atOnce?: true;
  ending?: 'applied' | 'denied' | 'refused';
};

const rolesOf = (who: Who) => personStream(PEOPLE[who]);

const VENDOR = newVendor({
  ...{ name: 'virtuozzo', label: 'Virtuozzo', organisations: ['T0VIRTUOZZO'], parties: [] },
  channel: { team: OURS, channel: 'C0EXTVIRT1' },
});

const MATRIX = readProfiles({ owner: [OURS], vendor: [] }).find(({ profile }) => profile === 'virtuozzo');
const ROWS = (MATRIX?.rows ?? []).slice(1);

/** `points`: crash points on the way, two for each port call. More may come, fewer would be a test that shrank. */
const WAYS: [string, Way][] = [
  [
    'a grant that a second admin confirms',
    {
      text: 'grant approver to <@U0OPERATOR> until 2026-11-27 because "night shift"',
      stream: rolesOf('operator'),
      state: { grants: [{ role: 'operator' }, { role: 'approver', until: Date.UTC(2026, 10, 28) }] },
      points: 110,
    },
  ],
  [
    'a grant that holds at once',
    {
      text: 'grant on-call to <@U0GUEST> because "joined"',
      stream: rolesOf('guest'),
      state: { grants: [{ role: 'on-call' }] },
      points: 60,
      atOnce: true,
    },
  ],
  [
    'an admin’s role that is taken',
    {
      text: 'revoke admin from <@U0ADMIN2> because "left"',
      stream: rolesOf('admin-2'),
      state: { grants: [] },
      points: 130,
    },
  ],
  [
    'a change that is denied',
    {
      text: 'grant approver to <@U0OPERATOR> because "night shift"',
      stream: rolesOf('operator'),
      state: { grants: [{ role: 'operator' }] },
      points: 80,
      ending: 'denied',
    },
  ],
  [
    'cells that are imported from a file',
    {
      text: 'matrix import F0CELLS because "new"',
      stream: matrixStream('virtuozzo'),
      state: { rows: ROWS },
      points: 130,
    },
  ],
  [
    'a policy that is imported from a file',
    {
      text: 'policy import F0POLICY because "reviewed"',
      stream: POLICY,
      state: { approvalMinutes: 45 },
      points: 120,
    },
  ],
  [
    'a role that a user group gets',
    {
      text: 'grant approver to <!subteam^S0PLATFORM|@platform-team> because "the team"',
      stream: groupStream({ team: OURS, group: 'S0PLATFORM' }),
      state: { handle: 'platform-team', grants: [{ role: 'approver' }] },
      points: 130,
    },
  ],
  [
    'an invitation of a vendor, which Slack sends before it is on record',
    {
      text: 'vendor invite virtuozzo vera@virtuozzo.example because "leads"',
      stream: 'vendors#main',
      state: { vendors: [{ ...VENDOR, invited: { address: 'vera@virtuozzo.example', at: expect.any(Number) } }] },
      points: 120,
    },
  ],
  [
    'a host that joins',
    {
      text: 'add host host-11 to users-2 as user host in staging from i-0123456789abcdef0 because "more"',
      stream: 'host#host-11',
      state: { instanceId: 'i-0123456789abcdef0', group: 'users-2' },
      points: 110,
    },
  ],
  [
    'a file that is no table',
    {
      text: 'matrix import F0OTHER because "new"',
      stream: matrixStream('virtuozzo'),
      state: { profile: 'virtuozzo' },
      points: 30,
      atOnce: true,
      ending: 'refused',
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
  const world = await createWorld({ policy: { hostGroups: [{ name: 'users-2' }] }, spares: ['i-0123456789abcdef0'] });
  await world.give('budget', ['admin']);
  const table = writeCells({ parties: MATRIX?.parties ?? [], rows: ROWS });
  upload(world, { id: 'F0CELLS', bytes: new TextEncoder().encode(table) });
  upload(world, {
    id: 'F0POLICY',
    bytes: new TextEncoder().encode(JSON.stringify({ ...readPolicy(), approvalMinutes: 45 })),
  });
  upload(world, { id: 'F0OTHER', bytes: Uint8Array.of(0xff) });
  world.userGroups.groups.set('S0PLATFORM', { team: OURS, handle: 'platform-team', members: [PEOPLE.guest.user] });
  await world.rewrite('vendors#main', () => ({ vendors: [VENDOR] }));
  addRoom(world.rooms, { channel: 'C0EXTVIRT1', organisations: [OURS] });
  world.cut.retries = stream === 'is lost';
  const [first = crashAt(), ...next] = deaths.map((at) => crashAt(at));
  world.replaceProcess(first, ...next);
  const id = await insist(world, world.request('admin', text));
  await world.advance(6 * MINUTE); // two deaths may lie before the proposal, each found after its claim ran out
  const wants = atOnce ? 0 : 1;
  const act = ending === 'denied' ? 'deny' : 'confirm';
  if (wants > 0) await insist(world, world.request('budget', `${act} C-${id}`));
  await world.advance(8 * MINUTE);
  world.clock.at += 24 * HOUR; // past the end of its window: every timer is dropped by then
  await world.advance(3 * MINUTE);
  return { world, id, wants, points: first.points };
}

function leftOf({ world, id }: Awaited<ReturnType<typeof live>>, { stream }: Way) {
  const events = world.ledger.streams.get(`change#${id}`) ?? [];
  const changed = world.ledger.streams.get(stream) ?? [];
  const changes = changed.map(({ data }) => JSON.parse(data).change).filter((change) => change !== undefined);
  return {
    changes: [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('change#')),
    over: events.at(-1)?.type,
    applied: changes,
    state: JSON.parse(changed.at(-1)?.state ?? '{}'),
    cards: world.chat.cards.map(({ run, shows, seq }) => ({
      run,
      shows: shows.is,
      newest: seq === events.at(-1)?.seq,
    })),
    locks: [...world.locks.held.keys()],
    chains: [verify(`change#${id}`, events).ok, verify(stream, changed).ok],
    due: [...events, ...changed].filter(({ due }) => due !== undefined).map(({ type }) => type),
    mentions: [...new Set(world.chat.announced)],
    invitations: world.rooms.addressed.length,
  };
}

/** Over, once: one event on the changed stream, one card with the newest state, one mention, nothing left behind. */
function overOnce({ id, wants }: { id: string; wants: number }, { text, state, ending = 'applied' }: Way) {
  return {
    changes: [`change#${id}`],
    over: ending,
    applied: ending === 'applied' ? [id] : [],
    state: expect.objectContaining(state),
    cards: ending === 'refused' ? [] : [{ run: id, shows: ending, newest: true }],
    locks: [],
    chains: [true, true],
    due: [],
    mentions: wants > 0 ? [id] : [],
    invitations: text.startsWith('vendor invite') ? 1 : 0,
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
  );

  it('is over once after 60 pairs of deaths', async () => {
    for (let pair = 0; pair < 60; pair += 1) {
      const deaths = [(pair * 61) % every.length, (pair * 89) % every.length];
      const lived = await live(way, deaths, 'is lost');
      expect(leftOf(lived, way), `dead at ${deaths}`).toEqual(overOnce(lived, way));
    }
  });
});
