import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Entry } from '../../domain/incident/entry.ts';
import type { Timeline } from '../../ports/timeline.ts';
import { EXISTS, ON_APPEND, ON_ATTACH, ON_DETACH, ON_LATER, ON_POINT } from './clauses.ts';
import type { Store } from './client.ts';
import { onCondition } from './on-condition.ts';
import { channelKey, createTimelineReader, HEAD, pointerOf, sourceKey, type TimelineReader } from './read-timeline.ts';
import { entryKey, timelineKey } from './timeline-item.ts';

/** Items that are written at once. */
const AT_ONCE = 12;

/**
 * `timeline#<incident>` / `<occurred>#<source>#v<n>`: the entries in the order in which it was so; beside them the counters, and
 * for each source where its newest version is. The pointer is written last: as long as it is missing, whoever writes the same
 * again does everything that comes before it again.
 */
export function createTimeline(store: Store): Timeline {
  const reader = createTimelineReader(store);
  return {
    ...reader,

    async write(incident, entries) {
      const written = await inTurns(entries, (entry) => writeEntry(store, incident, entry));
      const news = written.flatMap((one) => (one ? [one] : []));
      const [first] = news;
      if (!first) return 0;
      const lastAt = Math.max(...news.map(({ entry }) => entry.occurredAt));
      await count(store, incident, { entries: news.filter(({ isFirst }) => isFirst).length, lastAt });
      await inTurns(news, ({ entry }) => point(store, incident, entry));
      return news.length;
    },

    attach: (where, incident) => attach(store, reader, { where, incident }),

    async detach(where, incident) {
      await onCondition(
        store.db.send(
          new DeleteItemCommand({
            TableName: store.table,
            Key: channelKey(where),
            ConditionExpression: ON_DETACH,
            ExpressionAttributeValues: { ':me': { S: incident } },
          }),
        ),
      );
    },
  };
}

type Attaching = { where: { team: string; channel: string }; incident: string };

async function attach(store: Store, reader: TimelineReader, ask: Attaching): ReturnType<Timeline['attach']> {
  const { where, incident } = ask;
  const attached = await onCondition(
    store.db.send(
      new PutItemCommand({
        TableName: store.table,
        Item: { ...channelKey(where), incident: { S: incident } },
        ConditionExpression: ON_ATTACH,
        ExpressionAttributeValues: { ':me': { S: incident } },
      }),
    ),
  );
  if (attached) return { is: 'attached' };
  const by = await reader.incidentOf(where);
  // Let go between the two calls: free again.
  return by === undefined ? attach(store, reader, ask) : { is: 'taken', by };
}

type Written = { entry: Entry; isFirst: boolean };

/** Undefined when that version, or a higher one, is there and counted. */
async function writeEntry(store: Store, incident: string, entry: Entry): Promise<Written | undefined> {
  const pointer = await pointerOf(store, incident, entry.source);
  if (pointer && pointer.v >= entry.version) return undefined;
  const isNew = await onCondition(
    store.db.send(
      new PutItemCommand({
        TableName: store.table,
        Item: { pk: timelineKey(incident), sk: { S: entryKey(entry) }, entry: { S: JSON.stringify(entry) } },
        ConditionExpression: ON_APPEND,
      }),
    ),
  );
  if (pointer) await supersede(store, incident, pointer.newest);
  return { entry, isFirst: isNew && !pointer };
}

async function supersede({ db, table }: Store, incident: string, sk: string): Promise<void> {
  await onCondition(
    db.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { pk: timelineKey(incident), sk: { S: sk } },
        UpdateExpression: 'SET superseded = :yes',
        ConditionExpression: EXISTS,
        ExpressionAttributeValues: { ':yes': { BOOL: true } },
      }),
    ),
  );
}

/**
 * Once for all that were written together. `changes` only ever rises, so that no card misses what was written; of a crash before it
 * `entries` may be short of what was written by then: it is for people.
 */
async function count(
  { db, table }: Store,
  incident: string,
  { entries, lastAt }: { entries: number; lastAt: number },
): Promise<void> {
  const key = { TableName: table, Key: { pk: timelineKey(incident), sk: { S: HEAD } } };
  await db.send(
    new UpdateItemCommand({
      ...key,
      UpdateExpression: 'ADD entries :entries, changes :one',
      ExpressionAttributeValues: { ':entries': { N: String(entries) }, ':one': { N: '1' } },
    }),
  );
  await onCondition(
    db.send(
      new UpdateItemCommand({
        ...key,
        UpdateExpression: 'SET lastAt = :at',
        ConditionExpression: ON_LATER,
        ExpressionAttributeValues: { ':at': { N: String(lastAt) } },
      }),
    ),
  );
}

async function point({ db, table }: Store, incident: string, entry: Entry): Promise<void> {
  await onCondition(
    db.send(
      new PutItemCommand({
        TableName: table,
        Item: {
          pk: timelineKey(incident),
          sk: sourceKey(entry.source),
          v: { N: String(entry.version) },
          newest: { S: entryKey(entry) },
        },
        ConditionExpression: ON_POINT,
        ExpressionAttributeValues: { ':v': { N: String(entry.version) } },
      }),
    ),
  );
}

async function inTurns<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(act))));
  }
  return done;
}
