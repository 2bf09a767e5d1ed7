import { HOUR, MINUTE, SECOND } from '../../bot/domain/instant.ts';
import { isTerminal, type RunState } from '../../bot/domain/run/state.ts';
import type { Target } from '../../bot/domain/target.ts';
import { PARKED } from '../../bot/flow/claim.ts';
import { runStateOf } from '../../bot/flow/decode.ts';
import { readPolicy } from '../../data/read-policy.ts';
import type { Outside } from '../bot/flow/functions.ts';
import { aTarget, createWorld, type Settings, TARGETS, type World } from '../bot/flow/world.ts';
import { createDeliveries } from './deliveries.ts';
import { createFate, type Fault, pick } from './fate.ts';
import { brokenIn, createInvariants, type Violation } from './invariants.ts';
import { isDueWithin, leftOver } from './left-over.ts';
import { type Appended, createProcesses } from './process.ts';
import { createWatch } from './seen.ts';
import { createSpeakers } from './speakers.ts';
import { createStory } from './story.ts';
import { createSurroundings } from './surroundings.ts';
import { createTime } from './time.ts';
import { ALARMS, furnish } from './together.ts';
import { createVoices } from './voices.ts';

/** Hosts where nobody has to approve: what goes over several of them gets to its end more often. */
const STAGED = ['host-5', 'host-6'];

/** Minutes in which everything has to have come to rest at some moment: an open incident wakes each hour. */
const QUIET = 90;

/** Things that people say in one world. */
export const STEPS = 12;

/** What people of a world are about: runs; or runs, requests to vendors, incidents and alarms together. */
export const ABOUT = ['runs', 'together'] as const;
export type About = (typeof ABOUT)[number];

export type Asked = {
  seed: number;
  about?: About;
  steps?: number;
  without?: readonly Fault[];
  /** The faults of the world, instead of those that its seed gives it. */
  only?: readonly Fault[];
  /** Breaks what the product stands on: a simulation that cannot fail shows nothing. */
  mutate?: (outside: World['outside']) => Partial<Outside>;
};

export type Lived = {
  violation: Violation | undefined;
  struck: Map<Fault, number>;
  /** How the runs ended, and how many of each. */
  outcomes: Map<string, number>;
  /** How requests to vendors ended or stand, and what came of what their people said, and how many of each. */
  requests: Map<string, number>;
  heard: Map<string, number>;
  /** How the runs that were sent went over their hosts, and how many so. */
  ways: Map<string, number>;
  story: string[];
};

/** Lives one world from its seed: the same seed lives it again, step by step. */
export async function simulate({
  seed,
  about = 'runs',
  steps = STEPS,
  without = [],
  only,
  mutate = () => ({}),
}: Asked): Promise<Lived> {
  const fate = createFate(seed, { without, ...(only && { only }) });
  const indexLag = fate.strikes('index lags') ? Math.floor(fate.random() * 5 * SECOND) : 0;
  const world = await createWorld({ indexLag, ...settingsOf(about, fate.strikes('hours of changes')) });
  if (about === 'together') await furnish(world);
  const story = createStory();
  const time = createTime(world.clock);
  const seen: { append: (appended: Appended) => void } = { append: () => undefined };
  const deliveries = createDeliveries({ world, fate, time, story });
  const outside = { ...world.outside, soon: deliveries.soon, ...mutate(world.outside) };
  const processes = createProcesses({
    ...{ about, outside, fate, time, story, faults: world.hosts.faults },
    onAppend(appended) {
      seen.append(appended);
      deliveries.record(appended.event.stream);
    },
  });
  deliveries.to(processes);
  const surroundings = createSurroundings({ world, fate, time, story });
  const voices = createVoices({ world, processes, fate, time, story });
  const speakers = createSpeakers(about, { world, voices, fate, time });
  const { surprises } = processes;
  const { taken } = voices;
  const { befallen } = surroundings;
  const { written } = speakers;
  const watch = createWatch({ world, befallen, taken, written, surprises });
  seen.append = watch.onAppend;
  const invariants = createInvariants(about);
  let violation: Violation | undefined;

  const check = (final = false) => {
    violation ??= brokenIn(invariants, watch.look(final));
  };

  async function spend(ms: number): Promise<void> {
    const end = world.clock.at + ms;
    while (violation === undefined) {
      deliveries.bring();
      await processes.rest();
      if (watch.isNews()) check();
      const next = Math.min(time.next(), world.hosts.nextChange() ?? Number.POSITIVE_INFINITY, deliveries.nextSweep());
      if (next > end) break;
      world.clock.at = Math.max(world.clock.at, next);
      time.pass();
    }
    world.clock.at = Math.max(world.clock.at, end);
  }

  /** Some worlds go on a week or a month later; each is looked at in a moment in which nobody has anything to do. */
  async function comeToRest(): Promise<void> {
    if (fate.random() < 0.3) world.clock.at += pick(fate.random, [8, 31]) * 24 * HOUR;
    await spend(10 * MINUTE);
    for (let more = 0; more < QUIET && (leftOver(world) || isDueWithin(world, 3 * MINUTE)); more += 1)
      await spend(MINUTE);
  }

  for (let step = 0; step < steps && violation === undefined; step += 1) {
    await surroundings.turn();
    speakers.speak();
    await spend(Math.floor(fate.random() ** 2 * (about === 'together' && fate.random() < 0.15 ? HOUR : MINUTE)));
  }
  await spend(5 * MINUTE);
  fate.calm();
  surroundings.heal();
  for (let hour = 0; hour < 26 && (hour === 0 || anyOpen(world)); hour += 1) await spend(HOUR);
  await spend(2 * MINUTE); // who works on the last end has a claim to finish
  if (about === 'together') await comeToRest();
  check(true);
  const requests = standsOf(world, 'escalation#');
  const heard = standsOf(world, 'heard#');
  const { struck } = fate;
  return { violation, struck, outcomes: outcomesOf(world), requests, heard, ways: watch.ways(), story: story.lines() };
}

function settingsOf(about: About, hasHours: boolean): Settings {
  const changes = hasHours ? { changes: readPolicy().changes ?? [] } : {};
  const staged = TARGETS.map(asStaged);
  if (about === 'runs') return { policy: changes, targets: staged };
  const policy = { ...changes, alarms: [ALARMS], issues: { repository: 'acme/ops' } };
  return { policy, targets: [...staged, aTarget('infra-gate', { kind: 'infrastructure-container' })] };
}

function asStaged(target: Target): Target {
  return STAGED.includes(target.name) ? { ...target, environment: 'staging' } : target;
}

function statesOf(world: World): RunState[] {
  return [...world.ledger.streams].flatMap(([stream, events]) => {
    const head = events.at(-1);
    return stream.startsWith('run#') && head ? [runStateOf(head)] : [];
  });
}

/** A run that goes on, but one that was given up after too many tries: people see that in `health`. */
function anyOpen(world: World): boolean {
  return statesOf(world).some((state) => !isTerminal(state) && !isParked(world, state.id));
}

function isParked(world: World, id: string): boolean {
  return (world.ledger.streams.get(`run#${id}`) ?? []).some(({ due }) => due === PARKED);
}

type Count = Map<string, number>;

/** What the heads of streams of a kind are. */
function standsOf({ ledger }: World, kind: string): Count {
  const stands: Count = new Map();
  for (const [stream, events] of ledger.streams) {
    if (!stream.startsWith(kind)) continue;
    const { is } = JSON.parse(events.at(-1)?.state ?? '{}') as { is: string };
    stands.set(is, (stands.get(is) ?? 0) + 1);
  }
  return stands;
}

function outcomesOf(world: World): Map<string, number> {
  const outcomes = new Map<string, number>();
  for (const state of statesOf(world)) {
    const end = 'verdict' in state ? state.verdict : state.is;
    outcomes.set(end, (outcomes.get(end) ?? 0) + 1);
  }
  return outcomes;
}
