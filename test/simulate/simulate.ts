import { HOUR, MINUTE, SECOND } from '../../bot/domain/instant.ts';
import { isTerminal, type RunState } from '../../bot/domain/run/state.ts';
import type { Target } from '../../bot/domain/target.ts';
import { runStateOf } from '../../bot/flow/decode.ts';
import { PARKED } from '../../bot/flow/tend.ts';
import { readPolicy } from '../../data/read-policy.ts';
import type { Outside } from '../bot/flow/functions.ts';
import { createWorld, TARGETS, type World } from '../bot/flow/world.ts';
import { createDeliveries } from './deliveries.ts';
import { createFate, type Fault } from './fate.ts';
import { brokenIn, createInvariants, type Violation } from './invariants.ts';
import { createPeople } from './people.ts';
import { type Appended, createProcesses } from './process.ts';
import { createWatch } from './seen.ts';
import { createStory } from './story.ts';
import { createSurroundings } from './surroundings.ts';
import { createTime } from './time.ts';

/** Hosts where nobody has to approve: what goes over several of them gets to its end more often. */
const STAGED = ['host-5', 'host-6'];

/** Things that people say in one world. */
export const STEPS = 12;

export type Asked = {
  seed: number;
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
  /** How the runs that were sent went over their hosts, and how many so. */
  ways: Map<string, number>;
  story: string[];
};

/** Lives one world from its seed: the same seed lives it again, step by step. */
export async function simulate({
  seed,
  steps = STEPS,
  without = [],
  only,
  mutate = () => ({}),
}: Asked): Promise<Lived> {
  const fate = createFate(seed, { without, ...(only && { only }) });
  const indexLag = fate.strikes('index lags') ? Math.floor(fate.random() * 5 * SECOND) : 0;
  const policy = fate.strikes('hours of changes') ? { changes: readPolicy().changes ?? [] } : {};
  const world = await createWorld({ indexLag, policy, targets: TARGETS.map(asStaged) });
  const story = createStory();
  const time = createTime(world.clock);
  const seen: { append: (appended: Appended) => void } = { append: () => undefined };
  const deliveries = createDeliveries({ world, fate, time, story });
  const outside = { ...world.outside, soon: deliveries.soon, ...mutate(world.outside) };
  const processes = createProcesses({
    ...{ outside, fate, time, story, faults: world.hosts.faults },
    onAppend(appended) {
      seen.append(appended);
      deliveries.record(appended.event.stream);
    },
  });
  deliveries.to(processes);
  const surroundings = createSurroundings({ world, fate, time, story });
  const people = createPeople({ world, processes, fate, time, story });
  const { surprises } = processes;
  const { replies } = people;
  const { befallen } = surroundings;
  const watch = createWatch({ world, befallen, replies, surprises });
  seen.append = watch.onAppend;
  const invariants = createInvariants();
  let violation: Violation | undefined;

  const check = (final = false) => {
    violation ??= brokenIn(invariants, watch.look(final));
  };

  async function spend(ms: number): Promise<void> {
    const end = world.clock.at + ms;
    while (violation === undefined) {
      deliveries.bring();
      await processes.rest();
      check();
      const next = Math.min(time.next(), world.hosts.nextChange() ?? Number.POSITIVE_INFINITY, deliveries.nextSweep());
      if (next > end) break;
      world.clock.at = Math.max(world.clock.at, next);
      time.pass();
    }
    world.clock.at = Math.max(world.clock.at, end);
  }

  for (let step = 0; step < steps && violation === undefined; step += 1) {
    await surroundings.turn();
    people.speak();
    await spend(Math.floor(fate.random() ** 2 * MINUTE));
  }
  await spend(5 * MINUTE);
  fate.calm();
  surroundings.heal();
  for (let hour = 0; hour < 26 && (hour === 0 || anyOpen(world)); hour += 1) await spend(HOUR);
  await spend(2 * MINUTE); // who works on the last end has a claim to finish
  check(true);
  return { violation, struck: fate.struck, outcomes: outcomesOf(world), ways: watch.ways(), story: story.lines() };
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

function outcomesOf(world: World): Map<string, number> {
  const outcomes = new Map<string, number>();
  for (const state of statesOf(world)) {
    const end = 'verdict' in state ? state.verdict : state.is;
    outcomes.set(end, (outcomes.get(end) ?? 0) + 1);
  }
  return outcomes;
}
