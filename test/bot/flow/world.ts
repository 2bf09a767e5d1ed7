import { REMIT, type Role } from '../../../bot/domain/actor.ts';
import type { ShippedCommand } from '../../../bot/domain/command.ts';
import { documentsOf } from '../../../bot/domain/documents.ts';
import { type Instant, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import type { Policy } from '../../../bot/domain/policy/policy.ts';
import type { Reply, Request } from '../../../bot/domain/request.ts';
import type { Story } from '../../../bot/domain/run/apply.ts';
import type { Target } from '../../../bot/domain/target.ts';
import { readRun } from '../../../bot/flow/append-run.ts';
import { grant } from '../../../bot/flow/grant.ts';
import { matrixStream, POLICY } from '../../../bot/flow/records.ts';
import { WAITS } from '../../../bot/flow/waits.ts';
import { commands as shipped } from '../../../commands/index.ts';
import { readPolicy } from '../../../data/read-policy.ts';
import { readProfiles } from '../../../data/read-profile.ts';
import { createFakeCalendars } from '../../fakes/calendars.ts';
import { createFakeChat } from '../../fakes/chat.ts';
import { Crash } from '../../fakes/crash.ts';
import { createFakeDepartures } from '../../fakes/departures.ts';
import { createFakeCopies, createFakeEvidence } from '../../fakes/evidence.ts';
import { createFakeFiles } from '../../fakes/files.ts';
import type { Hooks } from '../../fakes/hooks.ts';
import { createFakeHosts } from '../../fakes/hosts.ts';
import { createFakeInventory } from '../../fakes/inventory.ts';
import { createFakeJoinings } from '../../fakes/joinings.ts';
import { createFakeLedger } from '../../fakes/ledger.ts';
import { createFakeLocks } from '../../fakes/locks.ts';
import { createFakeOutputs } from '../../fakes/outputs.ts';
import { createFakePictures } from '../../fakes/pictures.ts';
import { createFakeReceipts } from '../../fakes/receipts.ts';
import { createFakeRooms } from '../../fakes/rooms.ts';
import { createFakeTimeline } from '../../fakes/timeline.ts';
import { createFakeTracker } from '../../fakes/tracker.ts';
import { createFakeUserGroups } from '../../fakes/user-groups.ts';
import { type Functions, startFunctions } from './functions.ts';
import { GRANTS, OURS, PEOPLE, VENDORS, type Who } from './people.ts';

export const NOON: Instant = Date.UTC(2026, 10, 21, 12);

export function aTarget(name: string, more: Partial<Target> = {}): Target {
  const services = ['nginx', 'worker'];
  return { name, instanceId: `i-${name}`, kind: 'user-host', environment: 'production', tags: [], services, ...more };
}

/** host-4 is staging, the others production. */
export const TARGETS = ['host-4', 'host-5', 'host-6', 'host-7', 'host-8', 'host-9'].map((name) =>
  aTarget(name, name === 'host-4' ? { environment: 'staging' } : {}),
);

export type Settings = {
  targets?: Target[];
  commands?: readonly ShippedCommand[];
  /** What differs from the shipped policy: without its rules for changes, so that tests hold at the world's own noon. */
  policy?: Partial<Policy>;
  /** Instances with an agent that are no targets. */
  spares?: string[];
  /** Milliseconds by which the store's indexes lag. */
  indexLag?: number;
};

type Coming = { stream: string; at: Instant; tries?: number };

const RETRIES = 3;

const NO_HOOKS: Hooks = { before: () => undefined, after: () => undefined };

/**
 * Slack, the store, SSM and the clock in one process, and the functions over them. What the stream, the queues and the
 * schedule bring is brought by `advance`; each can be cut off. A process that dies is replaced; what it was at is lost.
 */
export async function createWorld(settings: Settings = {}) {
  const { targets = TARGETS, commands = shipped, policy = {}, spares = [], indexLag = 0 } = settings;
  const clock = { at: NOON };
  const now = () => clock.at;
  const ledger = createFakeLedger({ now, lag: indexLag });
  const locks = createFakeLocks();
  const receipts = createFakeReceipts();
  const timeline = createFakeTimeline();
  const rooms = createFakeRooms();
  const inventory = createFakeInventory({ targets, unmanaged: [] });
  const departures = createFakeDepartures();
  const joinings = createFakeJoinings();
  const calendars = createFakeCalendars();
  const chat = createFakeChat();
  const files = createFakeFiles();
  const pictures = createFakePictures();
  const outputs = createFakeOutputs();
  const evidence = createFakeEvidence(ledger);
  const copies = createFakeCopies();
  const userGroups = createFakeUserGroups();
  const tracker = createFakeTracker();
  const hosts = createFakeHosts({
    now,
    instanceIds: [...targets.map(({ instanceId }) => instanceId), ...spares],
    documents: documentsOf(commands).map(({ name }) => name),
  });
  const logged: string[] = [];
  const log = (level: string, what: string) => void logged.push(`${level} ${what}`);
  /** Hints that are in the queue, and records whose function failed and that come again. */
  const coming: Coming[] = [];
  const soon = async (stream: string, seconds: number): Promise<void> => {
    if (!cut.hints) coming.push({ stream, at: now() + seconds * SECOND });
  };
  /** What does not come any more. */
  const cut = { stream: false, events: false, hints: false, sweep: false, retries: false };
  const delivered = new Map<string, number>();
  const outside = {
    ledger,
    receipts,
    timeline,
    rooms: rooms.rooms,
    locks,
    inventory,
    departures,
    joinings,
    hosts,
    calendars,
    chat,
    canvases: rooms.canvases,
    files,
    pictures,
    outputs,
    evidence,
    copies,
    userGroups,
    tracker,
    soon,
    commands,
    now,
    waits: WAITS,
    log,
  };
  let standing = startFunctions(outside, NO_HOOKS);
  const successors: Hooks[] = [];
  let said = 0;

  const give = (who: Who, roles: Role[]) => {
    const grants = roles.map((role) => ({ role }));
    return grant(ledger, { to: PEOPLE[who], grants, by: REMIT, at: now(), because: 'test' });
  };

  /** The platform calls a function. What it throws is logged; a process that died is replaced. */
  async function call(work: (functions: Functions) => Promise<unknown>): Promise<boolean> {
    try {
      await work(standing);
      return true;
    } catch (error) {
      if (error instanceof Crash) standing = startFunctions(outside, successors.shift() ?? NO_HOOKS);
      else logged.push(`error ${String(error)}`);
      return false;
    }
  }

  function takeNewEvents(): string[] {
    const news = [...ledger.streams].filter(([stream, events]) => events.length > (delivered.get(stream) ?? 0));
    for (const [stream, events] of news) delivered.set(stream, events.length);
    return news.map(([stream]) => stream).filter(() => !cut.stream);
  }

  function takeComing(): Coming[] {
    const ready = coming.filter(({ at }) => at <= now());
    for (const one of ready) coming.splice(coming.indexOf(one), 1);
    return ready;
  }

  /** A function that failed is called with the same record again, as the stream's event source does. */
  async function tendStream(stream: string, tries = 0): Promise<void> {
    const went = await call(({ tend }) => tend(stream));
    if (!went && !cut.retries && tries < RETRIES) {
      coming.push({ stream, at: now() + SECOND, tries: tries + 1 });
    }
  }

  /** Everything that is to be brought at this very moment. False when there was nothing. */
  async function bring(): Promise<boolean> {
    const streams = takeNewEvents();
    for (const stream of streams) await tendStream(stream);
    const changed = cut.events ? [] : [...new Set(hosts.takeEvents())];
    for (const commandId of changed) await call(({ report }) => report(commandId));
    const hinted = takeComing();
    for (const { stream, tries } of hinted) await tendStream(stream, tries);
    return streams.length + changed.length + hinted.length > 0;
  }

  async function settle(): Promise<void> {
    for (let round = 0; await bring(); round += 1) if (round > 200) throw new Error('the world does not come to rest');
  }

  /** Goes on for so long: to each thing that happens, and through the sweep of each minute. */
  async function advance(ms: number): Promise<void> {
    const end = clock.at + ms;
    await settle();
    while (clock.at < end) {
      const sweepAt = (Math.floor(clock.at / MINUTE) + 1) * MINUTE;
      const next = Math.min(end, sweepAt, hosts.nextChange() ?? end, ...coming.map(({ at }) => at));
      clock.at = Math.max(clock.at + 1, next);
      if (clock.at >= sweepAt && !cut.sweep) await call(({ sweep }) => sweep());
      await settle();
    }
  }

  function request(who: Who, text: string, more: Partial<Request> = {}): Request {
    said += 1;
    const place = { team: OURS, channel: 'C0OPS', answerPath: `/commands/${said}` };
    const actor = PEOPLE[who];
    return { source: `say ${said}`, actor, installedTeam: OURS, place, text, at: now(), mention: false, ...more };
  }

  async function story(id: string): Promise<Story> {
    const run = await readRun(ledger, id);
    if (!run) throw new Error(`no run ${id}`);
    return run.story;
  }

  const say = (who: Who, text: string, more?: Partial<Request>): Promise<Reply> =>
    standing.receive(request(who, text, more));

  /** Asks for a run and returns its id. */
  async function ask(who: Who, text: string): Promise<string> {
    const answer = await say(who, text);
    if (answer.is !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
    return answer.run;
  }

  /** Changes a record, as the command for it does: one more event on its stream. */
  async function rewrite(stream: string, change: (state: Record<string, unknown>) => object): Promise<void> {
    const head = await ledger.head(stream);
    const state = change(JSON.parse(head?.state ?? '{}'));
    await ledger.append({ stream, head, type: 'loaded', at: now(), by: REMIT, data: {}, state });
  }

  for (const profile of readProfiles({ owner: [OURS], vendor: [VENDORS] })) {
    await rewrite(matrixStream(profile.profile), () => profile);
  }
  await rewrite(POLICY, () => ({ ...readPolicy(), changes: [], ...policy }));
  for (const [name, roles] of Object.entries(GRANTS)) await give(name as Who, roles);
  for (const { stream, due = 0 } of [...ledger.streams.values()].flat()) {
    await ledger.finish({ stream, seq: 0 }, { claimed: due });
  }
  for (const [name, { team, user }] of Object.entries(PEOPLE)) chat.profiles.set(user, { team, name, flags: [] });

  return {
    ...{
      clock,
      now,
      ledger,
      locks,
      receipts,
      timeline,
      rooms,
      inventory,
      chat,
      files,
      pictures,
      outputs,
      copies,
      userGroups,
      tracker,
      hosts,
      calendars,
      coming,
      cut,
      logged,
      outside,
    },
    ...{ give, rewrite, call, settle, advance, request, say, ask, story },
    /** A new process, over the ports as they are now. Each further hooks are the next one's, when this one has died. */
    replaceProcess(hooks: Hooks = NO_HOOKS, ...next: Hooks[]) {
      standing = startFunctions(outside, hooks);
      successors.push(...next);
    },
    /** A deployment: the functions of another version, over what the old one left. */
    replaceCommands(next: readonly ShippedCommand[]) {
      outside.commands = next;
      standing = startFunctions(outside, NO_HOOKS);
    },
    process: () => standing,
    types: (id: string) => (ledger.streams.get(`run#${id}`) ?? []).map(({ type }) => type),
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
