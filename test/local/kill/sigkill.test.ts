import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleLambdas } from '../../../infra/build/bundle.ts';
import { buildPage } from '../../../local/page/build.mjs';
import { ASKS, ask, cardsOf } from './asking.ts';
import { claimsOf, marksSent, nginxStarts, openTruth, type Told } from './left.ts';
import { type Place, startVictim, type Victim } from './victim.ts';

const KILLS = 20;
/** The same kills again: REMIT_KILL_SEED=<the number in the test's title>. What they hit depends on the machine too. */
const SEED = Number(process.env.REMIT_KILL_SEED ?? Math.floor(Math.random() * 1_000_000));
const STAGING = ['host-1', 'host-4', 'infra-gate', 'env-101'];
const OWN_ENTRY = new URL('remit.ts', import.meta.url).pathname;

const root = mkdtempSync(join(tmpdir(), 'remit-kill-'));
const [home, dist] = [join(root, 'home'), join(root, 'dist')];
/** Waits a fifth, so that what a dead worker had claimed is taken over in 18 seconds instead of 90. */
const env = {
  PORT: '0',
  REMIT_HOME: home,
  REMIT_HOSTS: process.env.REMIT_REQUIRE_ISOLATED === '1' ? 'isolated' : 'auto',
  REMIT_SWEEP_SECONDS: '1',
  REMIT_WAITS_DIVISOR: '5',
};

let state = SEED;
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 4_294_967_296;
}

let standing: Victim | undefined;
afterAll(async () => {
  await standing?.kill();
  vi.unstubAllEnvs();
  await rm(root, { recursive: true, force: true });
});

/** Every fifth is `npm start` itself, with its build; the others begin where that has been done. */
function start(round: number): Victim {
  standing = startVictim(round % 5 === 0 ? ['local/run.mjs', 'local/start.ts'] : [OWN_ENTRY, dist], env);
  return standing;
}

/** Somebody looks at each host of which nobody knows what a run did there, and says so: its lock is free again. */
async function settleUnknown({ url, store }: Place): Promise<void> {
  if (store === undefined) return;
  const truth = openTruth(store);
  for (const { id, over, outcomes } of await truth.runs()) {
    for (const { host, status } of over ? outcomes.values() : []) {
      if (status !== 'unknown') continue;
      await ask(url, { as: 'approver', text: `/ops settle R-${id} ${host} as not done because "looked at it"` });
    }
  }
  truth.close();
}

/** One life: up to the ready line, some requests, and the end, each at a time of its own. Returns the streams acknowledged. */
async function live(victim: Victim): Promise<string[]> {
  const early = random() < 0.2 ? sleep(random() * 2_500).then(() => 'early' as const) : new Promise<never>(() => {});
  const place = await Promise.race([victim.ready, early]);
  if (place === 'early') return [];
  if (!place) throw new Error(`it did not start:\n${victim.said.join('\n')}`);
  await settleUnknown(place);
  const asking = [1, 2, 3].map(async () => {
    const chosen = ASKS[Math.floor(random() * ASKS.length)] ?? ASKS[0];
    await sleep(random() * 500);
    return chosen && ask(place.url, chosen);
  });
  await sleep(200 + random() * 2_800);
  await victim.kill();
  return (await Promise.all(asking)).filter((stream) => stream !== undefined);
}

async function untilOver(read: () => Promise<Told[]>): Promise<Told[]> {
  for (let look = 0; look < 240; look += 1) {
    const runs = await read();
    if (runs.every(({ over }) => over)) return runs;
    await sleep(500);
  }
  throw new Error(`still under way after two minutes: ${JSON.stringify((await read()).filter(({ over }) => !over))}`);
}

/** What is due is done within some sweeps after the last run has ended; what a dead worker left is looked at once more a minute later. */
async function untilEmpty<T>(read: () => Promise<T[]>): Promise<T[]> {
  for (let look = 0; look < 200 && (await read()).length > 0; look += 1) await sleep(500);
  return read();
}

describe(`npm start, killed ${KILLS} times at random moments (seed ${SEED})`, () => {
  const acknowledged: string[] = [];
  let runs: Told[] = [];
  let place: Place | undefined;
  let truth: ReturnType<typeof openTruth> | undefined;

  beforeAll(async () => {
    await Promise.all([bundleLambdas(join(dist, 'lambdas')), buildPage(join(dist, 'page'))]);
  }, 60_000);

  it('leaves no process and no mount behind', async () => {
    const left: string[] = [];
    for (let round = 0; round < KILLS; round += 1) {
      const victim = start(round);
      acknowledged.push(...(await live(victim)));
      left.push(...(await victim.kill()));
    }
    expect(left).toEqual([]);
    if (existsSync('/proc/mounts')) expect(readFileSync('/proc/mounts', 'utf8')).not.toContain(root);
  }, 600_000);

  it('ends every run that it acknowledged', async () => {
    const last = start(1);
    place = await last.ready;
    if (!place?.store) throw new Error(`it did not start:\n${last.said.join('\n')}`);
    truth = openTruth(place.store);
    runs = await untilOver(truth.runs);
    const ended = new Set(runs.map(({ id }) => `run#${id}`));
    expect(acknowledged.filter((stream) => !ended.has(stream))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS / 2);
    expect(runs.filter(({ chain }) => !chain)).toEqual([]);
    expect(await untilEmpty(truth.due)).toEqual([]);
  }, 300_000);

  it('sent each attempt once, and each execution took effect on its host at most once', () => {
    const marks = marksSent(home);
    expect(marks.filter((mark, at) => marks.indexOf(mark) !== at)).toEqual([]);
    const claims = STAGING.flatMap((host) => [...claimsOf(home, host)].map((claim) => ({ host, claim })));
    expect(claims.filter(({ claim: [, { lines }] }) => lines > 1)).toEqual([]);
    const known = new Set(runs.map(({ id }) => `R-${id}`));
    expect(claims.filter(({ claim: [execution] }) => !known.has(execution))).toEqual([]);
    for (const host of STAGING) {
      expect(nginxStarts(home, host)).toBeLessThanOrEqual(KILLS + 1 + claimsOf(home, host).size);
    }
  });

  it('says of each run what its host says', () => {
    const told = runs.flatMap(({ id, outcomes }) =>
      [...outcomes.values()].map(({ host, status, detail }) => ({ id, host, status, detail })),
    );
    const wrong = told.filter(({ id, host, status }) => {
      const claim = claimsOf(home, host).get(`R-${id}`);
      if (status === 'succeeded') return claim?.code !== '0' || claim.lines !== 1;
      return claim?.code === '0' && status !== 'unknown';
    });
    expect(wrong).toEqual([]);
    expect(told.filter(({ status }) => status === 'succeeded').length).toBeGreaterThanOrEqual(3);
  });

  it('shows each run on one card, at its end', async () => {
    const cards = await cardsOf(place?.url ?? '');
    const planned = runs.filter(({ plan }) => plan !== undefined);
    const shown = planned.map((run) => [run.id, cards.filter(({ stream }) => stream === `run#${run.id}`)]);
    const expected = planned.map((run) => [run.id, [{ stream: `run#${run.id}`, outcome: endOf(run) }]]);
    expect(shown).toEqual(expected);
  });

  it('keeps the hosts of which nobody knows, and no others; and goes on', async () => {
    const held = runs.flatMap(({ outcomes }) =>
      [...outcomes.values()].flatMap(({ host, status }) => (status === 'unknown' ? [host] : [])),
    );
    expect(await truth?.locks()).toEqual([...new Set(held)].sort());
    if (!place) throw new Error('nothing runs');
    await settleUnknown(place);
    const again = await Promise.all(
      STAGING.map((host) => ask(place?.url ?? '', { as: 'operator', text: `/ops restart nginx on ${host}` })),
    );
    const ends = await untilOver(truth?.runs ?? (async () => []));
    expect(again.map((stream) => endOf(ends.find(({ id }) => stream === `run#${id}`)))).toEqual(
      STAGING.map(() => 'succeeded'),
    );
    console.log(`${KILLS} kills, ${acknowledged.length} runs acknowledged: ${JSON.stringify(tallyOf(runs))}`);
    truth?.close();
  }, 120_000);
});

/** A run's end as its card's metadata have it: a run that was halted before it was sent is one that was refused. */
function endOf(run: Told | undefined): string {
  const { state } = run ?? {};
  if (!state) return 'nothing';
  if ('verdict' in state) return state.verdict;
  return state.is === 'halted' ? 'refused' : state.is;
}

function tallyOf(runs: Told[]): Record<string, number> {
  const tally: Record<string, number> = {};
  for (const run of runs) {
    const end = endOf(run);
    tally[end] = (tally[end] ?? 0) + 1;
  }
  return tally;
}
