import { type Instant, MINUTE, SECOND } from '../../bot/domain/instant.ts';
import { ChatBusy } from '../../bot/ports/chat.ts';
import type { StoredEvent } from '../../bot/ports/ledger.ts';
import { TrackerBusy } from '../../bot/ports/tracker.ts';
import { type Functions, type Outside, startFunctions } from '../bot/flow/functions.ts';
import { Crash } from '../fakes/crash.ts';
import type { SendFault } from '../fakes/hosts.ts';
import type { Fate, Fault } from './fate.ts';
import type { About } from './simulate.ts';
import type { Story } from './story.ts';
import type { Time } from './time.ts';

/** One call of a function: a process of its own, with its own clock. */
export type Life = { name: string; from: Instant; skew: number; over: boolean; waits: number };

/** Who appended it: the process began at `from`, and `skew` is how far its clock is off. `at` is the world's time. */
export type Appended = { event: StoredEvent; from: Instant; at: Instant; skew: number };

type Surroundings = {
  about: About;
  outside: Outside;
  /** What SSM makes of the next sends. */
  faults: SendFault[];
  fate: Fate;
  time: Time;
  story: Story;
  onAppend(appended: Appended): void;
};

/** The ports whose calls take time, and the longest answer of each in milliseconds. Slack is the slow one. */
const SLOWEST = {
  ledger: 40,
  locks: 40,
  receipts: 40,
  timeline: 40,
  inventory: 40,
  userGroups: 800,
  hosts: 800,
  chat: 3_000,
  rooms: 3_000,
  canvases: 3_000,
  files: 3_000,
  tracker: 3_000,
} as const;
type Slow = keyof typeof SLOWEST;

/** Those of incidents and of what is logged outside: only worlds that are about more than runs have them fail. */
const OF_INCIDENTS: readonly Slow[] = ['timeline', 'rooms', 'canvases', 'tracker'];

const STORE: readonly Slow[] = ['ledger', 'locks', 'receipts', 'timeline', 'inventory'];
const SLACK: readonly Slow[] = ['chat', 'rooms', 'canvases', 'files', 'userGroups'];
/** A worker is stopped after a minute, and clocks are seconds apart; in some worlds neither holds, and two workers hold one claim. */
const LEAST = { asleep: 40 * SECOND, skew: 5 * SECOND };
const WORST = { asleep: 4 * MINUTE, skew: 10 * MINUTE };

/** Milliseconds of this machine in which a process has to come to its next call: the first one loads modules. */
const PATIENCE = 30_000;

/** A fault of ours. Any other is the product's own, but for those with which it asks to be called again. */
class Injected extends Error {
  override readonly name = 'Injected';
}
const EXPECTED =
  /^(Injected|Crash|ChatBusy|TrackerBusy): |was written by another run|was changed while|changed [0-9]+ times/;

type Pages = Outside['timeline']['all'];
type Method = (...args: unknown[]) => unknown;

/** Starts processes over one world: their calls take time, fail, or are their last, as fate says. */
export function createProcesses({ about, outside, faults, fate, time, story, onAppend }: Surroundings) {
  const alive = new Set<Life>();
  const scale = fate.random() < 0.5 ? LEAST : WORST;
  /** Who sleeps longer than a function lives and is the only one who knows of a card: nothing promises that it is mended at once. */
  const asleep = about === 'runs' ? scale.asleep : LEAST.asleep;
  const slow = (Object.keys(SLOWEST) as Slow[]).filter((port) => about !== 'runs' || !OF_INCIDENTS.includes(port));
  let started = 0;
  const surprises: string[] = [];

  function surprise(error: string, where: string): void {
    if (!EXPECTED.test(error)) surprises.push(`${where}: ${error}`);
  }

  const log: Outside['log'] = (level, what, fields) => {
    outside.log(level, what, fields);
    if (typeof fields?.['error'] === 'string') surprise(fields['error'], what);
  };

  function wait(life: Life, ms: number): Promise<void> {
    life.waits += 1;
    return new Promise((wake) => {
      time.at(outside.now() + Math.floor(ms), () => {
        life.waits -= 1;
        wake();
      });
    });
  }

  function die(life: Life, call: string, how: string): never {
    if (!life.over) story.tell(outside.now(), `${life.name} ${how} at ${call}`);
    life.over = true;
    throw new Crash(call);
  }

  /** Takes its time; a process may end or sleep here. Dead, it gets no call through any more. */
  async function step(life: Life, port: Slow, call: string): Promise<void> {
    await wait(life, fate.random() ** 3 * SLOWEST[port]); // mostly fast
    if (life.over) throw new Crash('dead');
    if (fate.strikes('process dies')) die(life, call, 'dies');
    if (fate.strikes('process times out')) {
      await wait(life, MINUTE);
      die(life, call, 'hangs for a minute and is stopped');
    }
    if (!fate.strikes('process sleeps')) return;
    story.tell(outside.now(), `${life.name} sleeps at ${call}`);
    await wait(life, fate.random() * asleep);
    story.tell(outside.now(), `${life.name} wakes`);
  }

  function strike(life: Life, fault: Fault, call: string): boolean {
    const strikes = fate.strikes(fault);
    if (strikes) story.tell(outside.now(), `${life.name}: ${fault}: ${call}`);
    return strikes;
  }

  function failBefore(life: Life, port: Slow, call: string): void {
    if (STORE.includes(port) && strike(life, 'store throttled', call)) throw new Injected('throttled');
    if (/\.(head|read|event|entry|find|list|get)$/.test(call) && strike(life, 'read failed', call))
      throw new Injected('no answer');
    if (port === 'hosts' && call !== 'hosts.send' && strike(life, 'ssm failed', call)) throw new Injected('SSM: 500');
    busyBefore(life, port, call);
  }

  function busyBefore(life: Life, port: Slow, call: string): void {
    if (SLACK.includes(port) && strike(life, 'slack busy', call)) throw new ChatBusy(2 * SECOND);
    if (port === 'tracker' && strike(life, 'tracker busy', call)) throw new TrackerBusy(2 * SECOND, '503');
  }

  function failAfter(life: Life, port: Slow, call: string): void {
    if (STORE.includes(port) && strike(life, 'store applied it, and failed', call)) throw new Injected('no answer');
    if (SLACK.includes(port) && strike(life, 'slack did it, and failed', call)) throw new ChatBusy(2 * SECOND);
    if (port === 'tracker' && strike(life, 'tracker did it, and failed', call)) throw new TrackerBusy(SECOND, '502');
  }

  function sendFaults(life: Life, call: string): void {
    if (call !== 'hosts.send') return;
    if (strike(life, 'ssm busy', call)) faults.push('busy');
    else if (strike(life, 'ssm rejected', call)) faults.push('rejected');
    else if (strike(life, 'send lost before', call)) faults.push('lost-before');
    else if (strike(life, 'send lost after', call)) faults.push('lost-after');
  }

  function note(life: Life, call: string, answer: unknown): void {
    if (call !== 'ledger.append') return;
    const appended = answer as Awaited<ReturnType<Outside['ledger']['append']>>;
    if (appended.is === 'lost') return;
    const { event } = appended;
    story.tell(outside.now(), `${life.name} appends ${event.stream}/${event.seq} ${event.type}`);
    onAppend({ event, from: life.from, at: outside.now(), skew: life.skew });
  }

  /** A port as this process reaches it. What it never calls is never made. SSM does not list at once what it took. */
  function reached<Port extends object>(life: Life, port: Slow, real: Port): Port {
    const made = new Map<string | symbol, unknown>();
    return new Proxy(real, {
      get(target, method) {
        const act: unknown = Reflect.get(target, method);
        if (typeof act !== 'function') return act;
        const known = made.get(method) ?? callOf(life, port, { call: `${port}.${String(method)}`, act: act as Method });
        made.set(method, known);
        return known;
      },
    });
  }

  function callOf(life: Life, port: Slow, { call, act }: { call: string; act: Method }): unknown {
    if (call === 'timeline.all') return pagesOf(life, act as Pages);
    return async (...args: unknown[]) => {
      await step(life, port, call);
      failBefore(life, port, call);
      sendFaults(life, call);
      if (call === 'hosts.find' && strike(life, 'listing lags', call)) return undefined;
      const answer: unknown = await act(...args);
      note(life, call, answer);
      await step(life, port, call);
      failAfter(life, port, call);
      return answer;
    };
  }

  /** What comes page by page. */
  function pagesOf(life: Life, all: Pages): Pages {
    return async function* pages(...args) {
      await step(life, 'timeline', 'timeline.all');
      failBefore(life, 'timeline', 'timeline.all');
      yield* all(...args);
    };
  }

  function functionsOf(life: Life): Functions {
    const reach = (port: Slow) => reached(life, port, outside[port]);
    const ports = Object.fromEntries(slow.map((port) => [port, reach(port)]));
    return startFunctions({ ...outside, ...ports, log, now: () => outside.now() + life.skew });
  }

  return {
    /** What failed and was no fault of ours. */
    surprises,

    /** Until every process waits for an answer: what one does between two answers takes no time. */
    async rest(): Promise<void> {
      const until = performance.now() + PATIENCE;
      for (let turns = 0; turns === 0 || [...alive].some(({ waits }) => waits === 0); turns += 1) {
        if (performance.now() > until) throw new Error('a process waits for nothing that this world has');
        await new Promise((turn) => setImmediate(turn));
      }
    },

    /** Runs one function to its end or its death. Whether it went well is what the platform sees. */
    async run(what: string, work: (functions: Functions, life: Life) => Promise<unknown>): Promise<boolean> {
      started += 1;
      const skew = fate.strikes('clock is off') ? Math.floor((2 * fate.random() - 1) * scale.skew) : 0;
      const life: Life = { name: `#${started} ${what}`, from: outside.now(), skew, over: false, waits: 0 };
      alive.add(life);
      story.tell(outside.now(), `${life.name} begins${skew === 0 ? '' : `, its clock off by ${skew} ms`}`);
      try {
        await work(functionsOf(life), life);
        return true;
      } catch (error) {
        if (!(error instanceof Crash)) story.tell(outside.now(), `${life.name} fails: ${String(error)}`);
        surprise(String(error), life.name);
        return false;
      } finally {
        alive.delete(life);
      }
    },
  };
}

export type Processes = ReturnType<typeof createProcesses>;
