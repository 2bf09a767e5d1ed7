import { appendFileSync } from 'node:fs';
import type { Journal } from '../journal.ts';
import { type Message, recordOf, type SqsEvent } from './message.ts';

export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] };

/** A queue with the function behind it, as the stack's event source mapping has it. */
export type QueueOptions = {
  deliver: (event: SqsEvent) => Promise<BatchAnswer>;
  /** Milliseconds in which messages are gathered into one batch. */
  windowMs?: number;
  /** Messages of one batch at most: more than 10 where there is a window, as in AWS. */
  batch?: number;
  /** Milliseconds after which a message that failed is given out again. */
  visibilityMs?: number;
  /** Receives after which a message that fails is parked. */
  maxReceives?: number;
};

export type Queue = { add(message: Message): void; begin(): void; idle(): Promise<void>; stop(): Promise<void> };

const BATCH = 10;

/** Gives out each message at least once, in no order. */
export function createQueue(
  { deliver, windowMs = 0, batch: most = BATCH, visibilityMs = 2_000, maxReceives = 8 }: QueueOptions,
  { journal, dlq, now }: { journal: Journal<string, Message>; dlq: string; now: () => number },
): Queue {
  const waiting = new Map<string, Message>();
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let state: 'new' | 'begun' | 'stopped' = 'new';

  function wake(): void {
    clearTimeout(timer);
    if (state !== 'begun' || waiting.size === 0) return;
    const next = Math.min(...[...waiting.values()].map(({ visibleAt }) => visibleAt));
    // From the oldest one on: new messages do not put the window off.
    timer = setTimeout(receive, Math.max(0, next + windowMs - now()));
  }

  function receive(): void {
    const visible = [...waiting.values()].filter(({ visibleAt }) => visibleAt <= now());
    for (let from = 0; from < visible.length; from += most) {
      const batch = visible.slice(from, from + most).map((message) => ({ ...message, receives: message.receives + 1 }));
      for (const { id } of batch) waiting.delete(id);
      const handled: Promise<void> = handle(batch).finally(() => running.delete(handled));
      running.add(handled);
    }
    wake();
  }

  async function handle(batch: Message[]): Promise<void> {
    const failed = await failuresOf(deliver, batch, now());
    for (const message of batch) settle(message, failed.has(message.id));
    wake();
  }

  function settle(message: Message, failed: boolean): void {
    if (failed && message.receives < maxReceives) {
      const again = { ...message, visibleAt: now() + visibilityMs };
      waiting.set(message.id, again);
      journal.put(message.id, again);
      return;
    }
    if (failed) appendFileSync(dlq, `${JSON.stringify(message)}\n`);
    journal.delete(message.id);
  }

  return {
    add(message) {
      waiting.set(message.id, message);
      wake();
    },
    begin() {
      if (state === 'new') state = 'begun';
      wake();
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    /** What is being handled is waited for; the rest stays in the journal. */
    async stop() {
      state = 'stopped';
      clearTimeout(timer);
      await Promise.all(running);
    },
  };
}

async function failuresOf(deliver: QueueOptions['deliver'], batch: Message[], at: number): Promise<Set<string>> {
  const all = new Set(batch.map(({ id }) => id));
  try {
    const { batchItemFailures } = await deliver({ Records: batch.map((message) => recordOf(message, at)) });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    // An identifier that names none of them fails the whole batch, as it does on AWS.
    return [...failed].every((id) => all.has(id)) ? failed : all;
  } catch {
    return all;
  }
}
