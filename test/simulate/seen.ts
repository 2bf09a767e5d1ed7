import type { Freeze, Standing } from '../../bot/domain/freeze/standing.ts';
import type { Instant } from '../../bot/domain/instant.ts';
import type { Story } from '../../bot/domain/run/apply.ts';
import { storyOf } from '../../bot/flow/decode.ts';
import { FREEZES } from '../../bot/flow/freeze/read-standing.ts';
import type { StoredEvent } from '../../bot/ports/ledger.ts';
import type { World } from '../bot/flow/world.ts';
import type { Written } from './incident-people.ts';
import type { Appended } from './process.ts';
import type { Befallen } from './surroundings.ts';
import type { Taken } from './voices.ts';

export type SeenRun = { id: string; events: StoredEvent[]; story: Story };

/** What an invariant looks at after a step: what is new, and all that stands. */
export type Seen = {
  world: World;
  befallen: Befallen;
  taken: Taken;
  /** Messages as Slack has them. */
  written: readonly Written[];
  runs: Map<string, SeenRun>;
  /** Runs, and all streams, that got an event in this step. */
  changed: SeenRun[];
  streams: string[];
  appended: Appended[];
  /** Documents that ran in this step. */
  effects: { run: string; instanceId: string; at: Instant }[];
  /** Nothing more will happen: what had to come has come. */
  final: boolean;
  surprises: readonly string[];
  /** The freezes and the stop that were on record, from when on. */
  frozen: { at: Instant; freezes: Freeze[]; stop?: string }[];
  /** Money that was reserved for a cost, by its request and estimate: when whoever approved it decided. */
  reserved: Map<string, { from: Instant; to: Instant }>;
};

type Watched = Pick<Seen, 'world' | 'befallen' | 'taken' | 'written' | 'surprises'>;

/** Remembers what was seen, so that each step looks at what is new. */
export function createWatch(watched: Watched) {
  const { world } = watched;
  const runs = new Map<string, SeenRun>();
  let appended: Appended[] = [];
  const frozen: Seen['frozen'] = [];
  const reserved: Seen['reserved'] = new Map();
  let effects = 0;
  let calls = 0;

  function runOf(stream: string): SeenRun {
    const id = stream.slice('run#'.length);
    const events = [...(world.ledger.streams.get(stream) ?? [])];
    const run = { id, events, story: storyOf(stream, events) };
    runs.set(id, run);
    return run;
  }

  return {
    onAppend(one: Appended): void {
      appended.push(one);
      if (one.event.type === 'reserved') {
        const { request, estimate } = JSON.parse(one.event.data);
        reserved.set(`${request} ${estimate}`, { from: one.from, to: one.at });
      }
      if (one.event.stream !== FREEZES) return;
      const { freezes, stop } = JSON.parse(one.event.state) as Standing;
      frozen.push({ at: one.at, freezes, ...(stop && { stop: stop.id }) });
    },
    /** How the runs that were sent went: `guarded`, `at its time`, `in steps`, `resumed`; and how many so. */
    ways(): Map<string, number> {
      const ways = [...runs.values()].flatMap(waysOf);
      return new Map([...new Set(ways)].map((way) => [way, ways.filter((one) => one === way).length]));
    },
    /** Whether anything has happened since it was looked at last that can be seen from outside. */
    isNews(): boolean {
      const { hosts, chat } = world;
      return appended.length > 0 || hosts.effects.length > effects || chat.calls.length > calls;
    },
    look(final: boolean): Seen {
      calls = world.chat.calls.length;
      const news = appended;
      appended = [];
      const streams = [...new Set(news.map(({ event }) => event.stream))];
      const changed = streams.filter((stream) => stream.startsWith('run#')).map(runOf);
      const ran = world.hosts.effects.slice(effects).map((effect) => {
        const [execution = '', instanceId = ''] = effect.split(' on ');
        return { run: execution.slice('R-'.length), instanceId, at: startedAt(world, execution, instanceId) };
      });
      effects = world.hosts.effects.length;
      return { ...watched, frozen, reserved, runs, changed, streams, appended: news, effects: ran, final };
    },
  };
}

function waysOf({ story: { plan, sends, resumes } }: SeenRun): string[] {
  if (!plan || sends.length === 0) return [];
  const ways = { guarded: plan.guard, 'at its time': plan.start, 'in steps': sends.length > 1, resumed: resumes[0] };
  return Object.entries(ways).flatMap(([way, is]) => (is ? [way] : []));
}

/** When the host began with it; the world sees it a little later. */
function startedAt({ hosts, now }: World, execution: string, instanceId: string): Instant {
  const sent = [...hosts.commands.values()].filter(({ parameters }) => parameters['ExecId']?.[0] === execution);
  const times = sent.flatMap(({ invocations }) => invocations.get(instanceId)?.startedAt ?? []);
  return Math.min(now(), ...times);
}
