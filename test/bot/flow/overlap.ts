import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { ChatBusy } from '../../../bot/ports/chat.ts';
import { Crash } from '../../fakes/crash.ts';
import { type Functions, startFunctions } from './functions.ts';
import { createWorld, NOON, type Settings } from './world.ts';

export type Random = () => number;

/** The same numbers for the same seed. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Longest answer of each port in milliseconds, on the test's clock. Slack is the slow one. */
const SLOWEST = { ledger: 40, locks: 40, receipts: 40, inventory: 40, hosts: 800, chat: 4_000 } as const;
type Slow = keyof typeof SLOWEST;

/**
 * A world in which every port call takes time, so that workers overtake each other; every delivery may come twice, and a
 * worker may die at any call. All of it follows from the seed.
 */
export async function createOverlap(seed: number, ask: { dies?: number; busy?: number; settings?: Settings }) {
  const { dies = 0, busy = 0, settings = {} } = ask;
  const random = randomOf(seed);
  await import('../../../bot/flow/act.ts'); // else it is loaded on the real clock, while minutes pass on the test's
  const world = await createWorld(settings);
  const timers: { at: number; wake: () => void }[] = [];
  const delivered = new Map<string, number>();
  const late: { at: number; work: Work }[] = [];
  let sweepAt = NOON + MINUTE;
  let deaths = 0;

  type Work = (functions: Functions) => Promise<unknown>;

  const wait = (ms: number) =>
    new Promise<void>((wake) => {
      timers.push({ at: world.clock.at + Math.floor(ms), wake });
    });

  /** A port whose calls take time and of which any may be the worker's last, before or after it did what it does. */
  function slow<Port extends object>(name: Slow, port: Port, life: { over: boolean }): Port {
    const step = async () => {
      await wait(random() ** 3 * SLOWEST[name]); // mostly fast
      if (!life.over && random() < dies) {
        life.over = true;
        deaths += 1;
      }
      if (life.over) throw new Crash('dead');
      if (name === 'chat' && random() < busy) throw new ChatBusy(2 * SECOND); // before it did it, or after
    };
    const entries = Object.entries(port).map(([method, act]) => [
      method,
      typeof act !== 'function'
        ? act
        : async (...args: unknown[]) => {
            await step();
            const answer = await act(...args);
            await step();
            return answer;
          },
    ]);
    return Object.fromEntries(entries);
  }

  /** Each call of a function is a process of its own, as a Lambda may be. */
  async function run(work: Work): Promise<void> {
    const life = { over: false };
    const slowed = Object.fromEntries(
      (Object.keys(SLOWEST) as Slow[]).map((name) => [name, slow(name, world.outside[name], life)]),
    );
    const quiet = { before: () => undefined, after: () => undefined };
    await work(startFunctions({ ...world.outside, ...slowed }, quiet)).catch((error: unknown) => {
      if (!(error instanceof Crash)) world.logged.push(`error ${String(error)}`);
      late.push({ at: world.clock.at + random() * 3 * SECOND, work }); // delivered again
    });
  }

  /** At least once, and not always at once. */
  function deliver(work: Work): void {
    void run(work);
    if (random() < 0.3) late.push({ at: world.clock.at + random() * 5 * SECOND, work });
  }

  function takeReady<T extends { at: number }>(queue: T[]): T[] {
    const ready = queue.filter(({ at }) => at <= world.clock.at);
    for (const one of ready) queue.splice(queue.indexOf(one), 1);
    return ready;
  }

  function takeNew(): string[] {
    const news = [...world.ledger.streams].filter(([stream, { length }]) => length > (delivered.get(stream) ?? 0));
    for (const [stream, { length }] of news) delivered.set(stream, length);
    return news.map(([stream]) => stream).filter((stream) => stream.startsWith('run#'));
  }

  function bring(): void {
    for (const stream of takeNew()) deliver(({ tend }) => tend(stream));
    for (const command of world.hosts.takeEvents()) deliver(({ report }) => report(command));
    for (const { stream } of takeReady(world.coming)) deliver(({ tend }) => tend(stream));
    for (const { work } of takeReady(late)) void run(work);
    if (world.clock.at < sweepAt) return;
    sweepAt += MINUTE;
    deliver(({ sweep }) => sweep());
  }

  const turn = () => new Promise((done) => setImmediate(done));

  return {
    ...world,
    random,
    run,
    deaths: () => deaths,
    /** Goes on for so long, from one answer or event to the next. */
    async spend(ms: number): Promise<void> {
      const end = world.clock.at + ms;
      for (;;) {
        bring();
        await turn();
        const times = [...timers, ...world.coming, ...late].map(({ at }) => at);
        const next = Math.min(sweepAt, world.hosts.nextChange() ?? sweepAt, ...times);
        if (next > end) break; // whoever is at work then goes on in the next spend
        world.clock.at = Math.max(world.clock.at, next);
        for (const { wake } of takeReady(timers)) wake();
      }
      world.clock.at = Math.max(world.clock.at, end);
    },
  };
}
