import { isDeepStrictEqual } from 'node:util';
import type { Answer, Call, Engine } from './engine.ts';
import { type EventName, type Image, type Key, recordOf, type StreamRecord } from './record.ts';
import type { StreamLog } from './stream-log.ts';
import { createTurns } from './turns.ts';
import { type Write, writesOf } from './writes.ts';

type Deps = {
  engine: Engine;
  table: string;
  log: StreamLog;
  taken: (eventName: EventName, key: Key) => boolean;
  emit: (record: StreamRecord) => void;
  now: () => number;
};

export type Recorder = {
  ask(call: Call): Promise<Answer>;
  /** Emits what an earlier process had not delivered. */
  resume(): Promise<void>;
};

/**
 * Passes calls on to the engine and records what they change. Writes to one partition key wait for each other: what stands
 * before and after one of them is then its own doing, and its record has its place in the order.
 */
export function createRecorder(deps: Deps): Recorder {
  const { engine, table, log, taken, emit, now } = deps;
  const inTurn = createTurns();

  async function imageOf(key: Key): Promise<Image | undefined> {
    const { output } = await engine.run('GetItem', { TableName: table, Key: key, ConsistentRead: true });
    return output.Item as Image | undefined;
  }

  function record(change: { sequence: number; eventName: EventName; key: Key; image: Image | undefined }): void {
    const made = recordOf(change, { table, at: now() });
    log.record(made, change.sequence);
    emit(made);
  }

  async function write(call: Call, writes: Write[]): Promise<Answer> {
    const changes = await Promise.all(
      writes.map(async ({ key, removes }) => {
        const before = await imageOf(key);
        return { key, before, eventName: nameOf(before, removes) };
      }),
    );
    const watched = changes
      .filter(({ eventName, key }) => taken(eventName, key))
      .map((change) => ({ ...change, sequence: log.intend(change.eventName, change.key) }));
    const answer = await engine.ask(call);
    for (const change of watched) {
      const image = answer.status === 200 ? await imageOf(change.key) : change.before;
      if (isDeepStrictEqual(image, change.before)) log.over(change.sequence);
      else record({ ...change, image });
    }
    return answer;
  }

  return {
    async ask(call) {
      const writes = writesOf(operationOf(call), inputOf(call), table);
      if (writes.length === 0) return engine.ask(call);
      return inTurn(
        writes.map(({ key }) => key.pk.S),
        () => write(call, writes),
      );
    },
    async resume() {
      for (const { sequence, eventName, key, record: made } of log.pending()) {
        if (made) {
          emit(made);
          continue;
        }
        const image = await imageOf(key);
        const done = (image === undefined) === (eventName === 'REMOVE');
        if (done) record({ sequence, eventName, key, image });
        else log.over(sequence);
      }
    },
  };
}

function nameOf(before: Image | undefined, removes: boolean): EventName {
  if (removes) return 'REMOVE';
  return before ? 'MODIFY' : 'INSERT';
}

function operationOf({ headers }: Call): string {
  return String(headers['x-amz-target'] ?? '').replace(/^.*\./, '');
}

/** A body that is no JSON object writes nothing: dynalite says so. */
function inputOf({ body }: Call): Record<string, never> {
  try {
    return Object(JSON.parse(body.toString()));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
