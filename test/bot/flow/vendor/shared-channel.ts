import type { Actor } from '../../../../bot/domain/actor.ts';
import type { Happening } from '../../../../bot/domain/incident/happening.ts';
import type { Request } from '../../../../bot/domain/request.ts';
import { USUAL_TARGETS, type Vendor } from '../../../../bot/domain/vendor/vendor.ts';
import { escalationStream, readEscalation } from '../../../../bot/flow/escalation/append-escalation.ts';
import { findOf } from '../../../../bot/flow/escalation/find.ts';
import { VENDORS as VENDORS_STREAM } from '../../../../bot/flow/vendor/read-vendors.ts';
import { threadStream } from '../../../../bot/flow/vendor/thread-of.ts';
import { commands } from '../../../../commands/index.ts';
import { addRoom } from '../../../fakes/rooms.ts';
import { OURS, PEOPLE, VENDORS } from '../people.ts';
import { aTarget, createWorld, TARGETS } from '../world.ts';

export const SHARED = 'C0SHARED';
export const CARD = '1772366400.000900';

export const VERA: Actor = { team: VENDORS, user: 'U0VERA' };
export const VIKTOR: Actor = { team: VENDORS, user: 'U0VIKTOR' };
/** Of another vendor, which has a channel of its own. */
export const OTTO: Actor = { team: 'T0OTHERS', user: 'U0OTTO' };
export const STRANGER: Actor = PEOPLE.stranger;

export const aVendor = (more: Partial<Vendor> = {}): Vendor => ({
  name: 'virtuozzo',
  label: 'Virtuozzo',
  parties: ['Virtuozzo Team', 'Virtuozzo Team (paid)'],
  organisations: [VENDORS],
  channel: { team: OURS, channel: SHARED },
  targets: USUAL_TARGETS,
  contacts: [],
  ...more,
});
const OTHERS = aVendor({
  name: 'others',
  label: 'Others',
  parties: ['Others'],
  organisations: ['T0OTHERS'],
  channel: { team: OURS, channel: 'C0OTHERS' },
});

export type Kind = 'task' | 'paid' | 'safety';
const ACTIVITY: Record<Kind, string> = { task: 'editing-system-files', paid: 'ip-and-routing', safety: 'moving-racks' };

/** A channel that is shared with a vendor, in which the card of a request of theirs stands. */
export async function createShared({ kind = 'task', vendor = {} }: { kind?: Kind; vendor?: Partial<Vendor> } = {}) {
  const world = await createWorld({
    commands: commands.map((one) => (one.name === 'restart' ? { ...one, activity: ACTIVITY[kind] } : one)),
    targets: [...TARGETS, aTarget('infra-gate', { kind: 'infrastructure-container', environment: 'staging' })],
  });
  await world.rewrite(VENDORS_STREAM, () => ({ vendors: [aVendor(vendor), OTHERS] }));
  const room = addRoom(world.rooms, { channel: SHARED, shared: true, organisations: [OURS, VENDORS] });
  addRoom(world.rooms, { channel: 'C0OTHERS', shared: true, organisations: [OURS, 'T0OTHERS'] });
  for (const { team, user } of [VERA, VIKTOR, OTTO]) world.chat.profiles.set(user, { team, name: user, flags: [] });

  const run = await world.ask('operator', 'restart nginx on infra-gate because "load"');
  await world.advance(5_000);
  const id = (await findOf(world.ledger, run)) ?? 'none';
  await world.say(kind === 'safety' ? 'admin' : 'operator', `send E-${id}`);
  await world.advance(5_000);
  await world.receipts.put(threadStream({ channel: SHARED, ts: CARD }), 'request', {
    value: { stream: escalationStream(id) },
    seq: 1,
  });

  let written = 0;
  const nextTs = () => {
    written += 1;
    return `${Math.floor(world.now() / 1000)}.${String(written).padStart(6, '0')}`;
  };
  const act = async (work: () => Promise<unknown>) => {
    const reply = await work();
    await world.advance(3_000);
    return reply;
  };

  /** What somebody writes: a message as Slack tells it. */
  const wrote = (
    by: Actor | { user: string },
    text: string,
    more: { thread?: string; ts?: string; channel?: string } = {},
  ): Happening => {
    const { ts = nextTs(), channel = SHARED, thread } = more;
    const message = { ts, text, files: [], ...(thread !== undefined && { thread }) };
    return {
      source: `wrote:${channel}:${ts}`,
      installedTeam: OURS,
      channel,
      at: world.now(),
      is: 'wrote',
      by,
      message,
    };
  };
  const marked = (by: Actor, mark: string, ts = CARD): Happening => ({
    ...{ source: `marked:${SHARED}:${ts}:${mark}:${by.user}`, installedTeam: OURS, channel: SHARED, at: world.now() },
    ...{ is: 'marked', by: { user: by.user }, ts, mark },
  });
  const pressed = (by: Actor, text: string, more: Partial<Request> = {}) =>
    world.request('operator', text, {
      ...{ source: `press:${SHARED}:${CARD}:x:${by.user}`, actor: by, message: CARD },
      ...{ place: { team: OURS, channel: SHARED }, ...more },
    });
  const mentioned = (by: Actor, text: string, more: Partial<Request> = {}) => {
    const ts = nextTs();
    const place = { team: OURS, channel: SHARED, thread: ts };
    return world.request('operator', text, {
      source: `mention:${SHARED}:${ts}`,
      actor: by,
      place,
      mention: true,
      ...more,
    });
  };

  return {
    ...{ world, room, id, wrote, marked, pressed, mentioned },
    hear: (happening: Happening) => act(() => world.process().happened(happening)),
    ask: (request: Request) => act(() => world.process().receive(request)),
    /** Vera, in the thread of the card unless she says where. */
    say: (text: string, by: Actor = VERA) => act(() => world.process().happened(wrote(by, text, { thread: CARD }))),
    types: () => (world.ledger.streams.get(escalationStream(id)) ?? []).map(({ type }) => type),
    story: async () => {
      const read = await readEscalation(world.ledger, escalationStream(id));
      if (!read) throw new Error(`no request ${id}`);
      return read.story;
    },
    /** What came of each thing that was heard, in order. */
    settled: () =>
      [...world.ledger.streams]
        .filter(([stream]) => stream.startsWith('heard#'))
        .map(([, events]) => JSON.parse(events.at(-1)?.data ?? '{}')),
    /** What they were told in the channel. */
    told: () => ({ answered: world.chat.answered, turnedAway: world.chat.turnedAway }),
  };
}

export type Shared = Awaited<ReturnType<typeof createShared>>;
