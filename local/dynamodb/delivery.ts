import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamRecord } from './record.ts';

export type StreamEvent = { Records: StreamRecord[] };
export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] };
export type OnBatch = (event: StreamEvent) => Promise<BatchAnswer>;

export type Delivery = {
  push(record: StreamRecord): void;
  /** Records that were pushed before it are kept until now: whoever handles them may not stand yet. */
  begin(): void;
  idle(): Promise<void>;
  /** What is being handled is waited for; what is not delivered then stays in the log. */
  stop(): Promise<void>;
};

const BATCH = 10;

type Deps = {
  onBatch: OnBatch;
  delivered: (record: StreamRecord) => void;
  park: (record: StreamRecord) => void;
  /** Tries of one record by itself, and the wait before the second, which doubles. */
  tries: number;
  waitMs: number;
};

/**
 * Delivers records at least once: in order for one partition key, in parallel for different ones. A batch that fails is
 * parted until the record that cannot be handled is alone; after its last try that one is parked and the rest goes on.
 */
export function createDelivery(deps: Deps): Delivery {
  const lanes = new Map<string, StreamRecord[]>();
  const running = new Set<Promise<void>>();
  const stopped = new AbortController();
  let begun = false;

  async function drain(pk: string, lane: StreamRecord[]): Promise<void> {
    while (lane.length > 0 && !stopped.signal.aborted) {
      const batch = lane.slice(0, BATCH);
      await deliver(deps, batch, stopped.signal);
      lane.splice(0, batch.length);
    }
    lanes.delete(pk);
  }

  function start(pk: string, lane: StreamRecord[]): void {
    const drained: Promise<void> = drain(pk, lane).finally(() => running.delete(drained));
    running.add(drained);
  }

  return {
    push(record) {
      const pk = record.dynamodb.Keys.pk.S;
      const lane = lanes.get(pk);
      if (lane) {
        lane.push(record);
        return;
      }
      const opened = [record];
      lanes.set(pk, opened);
      if (begun) start(pk, opened);
    },
    begin() {
      if (begun) return;
      begun = true;
      for (const [pk, lane] of lanes) start(pk, lane);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    async stop() {
      stopped.abort();
      await Promise.all(running);
    },
  };
}

async function deliver(deps: Deps, batch: StreamRecord[], stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) return;
  const handled = await handle(deps.onBatch, batch);
  for (const record of batch.slice(0, handled)) deps.delivered(record);
  const rest = batch.slice(handled);
  const [first] = rest;
  if (!first) return;
  if (rest.length === 1) return insist(deps, first, stopped);
  // The answer named the one that failed, or nothing is known but that one of them did.
  const half = handled > 0 ? 1 : Math.ceil(rest.length / 2);
  await deliver(deps, rest.slice(0, half), stopped);
  await deliver(deps, rest.slice(half), stopped);
}

async function insist(deps: Deps, record: StreamRecord, stopped: AbortSignal): Promise<void> {
  for (let again = 0; again < deps.tries - 1; again += 1) {
    await sleep(deps.waitMs * 2 ** again, undefined, { signal: stopped }).catch(() => undefined);
    if (stopped.aborted) return;
    if ((await handle(deps.onBatch, [record])) === 1) {
      deps.delivered(record);
      return;
    }
  }
  deps.park(record);
}

/** How many records, from the first, were handled: those before the lowest that was reported; none when it threw. */
async function handle(onBatch: OnBatch, batch: StreamRecord[]): Promise<number> {
  try {
    const { batchItemFailures } = await onBatch({ Records: batch });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const first = batch.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber));
    // An identifier that names none of them fails the whole batch, as it does on AWS.
    if (first < 0) return failed.size > 0 ? 0 : batch.length;
    return first;
  } catch {
    return 0;
  }
}
