import type { Plan, PlannedHost } from '../domain/run/plan.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import { isTerminal } from '../domain/run/state.ts';
import { readRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';

type Deps = Pick<TendDeps, 'locks' | 'ledger' | 'now'>;

/** Locks every host of the plan for the run, or none: names the first host that another run holds. */
export async function takeLocks(deps: Deps, plan: Plan, id: string): Promise<Refusal | undefined> {
  const taken: PlannedHost[] = [];
  for (const hosts of inBatches(plan.hosts)) {
    const locks = await Promise.all(hosts.map(({ name }) => takeLock(deps, name, id)));
    const refused = locks.findIndex(({ holder }) => holder !== id);
    taken.push(...hosts.filter((_host, at) => locks[at]?.holder === id));
    const [lock, host] = [locks[refused], hosts[refused]];
    if (lock && host) {
      await releaseLocks(deps, taken, id);
      return { reason: 'locked', host: host.name, holder: lock.holder, since: lock.since };
    }
  }
  return undefined;
}

/** Hosts that are locked or freed at a time: as many as there are connections to the store. */
const BATCH = 25;

function inBatches(hosts: readonly PlannedHost[]): PlannedHost[][] {
  return Array.from({ length: Math.ceil(hosts.length / BATCH) }, (_, at) => hosts.slice(at * BATCH, (at + 1) * BATCH));
}

/**
 * A lock whose run is over, or waits for somebody, was left by a worker that died before it freed the host: it is freed and asked
 * for again.
 */
async function takeLock({ locks, ledger, now }: Deps, host: string, id: string) {
  const wanted = { holder: id, since: now() };
  const lock = await locks.take(host, wanted);
  if (lock.holder === id) return lock;
  const holder = await readRun(ledger, lock.holder);
  const idle = holder && (isTerminal(holder.story.state) || holder.story.state.is === 'paused');
  const free = idle && holder.story.outcomes.get(host)?.status !== 'unknown';
  if (!free) return lock;
  await locks.release(host, lock.holder);
  return locks.take(host, wanted);
}

/** Frees hosts that the run holds. With `unlessRunning`, only if the run is over by now. */
export async function releaseLocks(
  { locks, ledger }: Pick<Deps, 'locks' | 'ledger'>,
  hosts: readonly PlannedHost[],
  id: string,
  ask: { unlessRunning: boolean } = { unlessRunning: false },
): Promise<void> {
  if (ask.unlessRunning) {
    const run = await readRun(ledger, id);
    if (!run || !isTerminal(run.story.state)) return;
  }
  for (const batch of inBatches(hosts)) await Promise.all(batch.map(({ name }) => locks.release(name, id)));
}
