import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Entry } from '../../domain/incident/entry.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Timeline } from '../../ports/timeline.ts';
import { type Item, parse, text, whole } from './attribute.ts';
import type { Store } from './client.ts';
import { AFTER_ENTRIES, entryKey, entryOf, timeKey, timelineKey } from './timeline-item.ts';

export type TimelineReader = Pick<Timeline, 'head' | 'latest' | 'all' | 'entry' | 'versions' | 'incidentOf'>;

const headItem = z.object({ entries: whole, changes: whole, lastAt: z.optional(whole) });
const pointerItem = z.object({ v: whole, newest: text });
const channelItem = z.object({ incident: text });

/** What stands in a timeline's partition beside its entries: the counters, and of each source where its newest version is. */
export const HEAD = 'head';
export const sourceKey = (source: string) => ({ S: `s#${source}` });
export const channelKey = ({ team, channel }: { team: string; channel: string }) => ({
  pk: { S: `timeline#at#${team}#${channel}` },
  sk: { S: 'incident' },
});

/** A read takes more than is asked for, since superseded versions stand between the others. */
const SPARE = 8;
const PAGE = 1_000;

/** Reads timelines, and cannot write them: all that whoever answers Slack needs. Throws `CorruptItem`. */
export function createTimelineReader(store: Store): TimelineReader {
  return {
    async head(incident) {
      const item = await get(store, { pk: timelineKey(incident), sk: { S: HEAD } });
      if (!item) return { entries: 0, changes: 0 };
      const { entries, changes, lastAt } = parse(headItem, item);
      return { entries, changes, ...(lastAt !== undefined && { lastAt }) };
    },

    async latest(incident, { limit, before }) {
      let entries: Entry[] = [];
      let from: Item | undefined;
      do {
        const page = await pageOf(store, incident, { newest: true, limit: limit + SPARE, before, from });
        entries = highest([...entries, ...page.entries]);
        from = page.next;
      } while (from && entries.length <= limit);
      return { entries: entries.slice(0, limit), more: entries.length > limit };
    },

    async *all(incident) {
      const versions = new Map<string, number>();
      let from: Item | undefined;
      do {
        const page = await pageOf(store, incident, { newest: false, limit: PAGE, from });
        const entries = highest(page.entries).filter(({ source, version }) => version > (versions.get(source) ?? 0));
        for (const { source, version } of entries) versions.set(source, version);
        yield entries;
        from = page.next;
      } while (from);
    },

    async entry(incident, source) {
      const pointer = await pointerOf(store, incident, source);
      const item = pointer && (await get(store, { pk: timelineKey(incident), sk: { S: pointer.newest } }));
      return item && entryOf(item);
    },

    async versions(incident, source) {
      const versions: Entry[] = [];
      let sk = (await pointerOf(store, incident, source))?.newest;
      while (sk !== undefined) {
        const item = await get(store, { pk: timelineKey(incident), sk: { S: sk } });
        const entry = item && entryOf(item);
        if (entry) versions.push(entry);
        sk = entry && keyBefore(entry);
      }
      return versions;
    },

    async incidentOf(where) {
      const item = await get(store, channelKey(where));
      return item && parse(channelItem, item).incident;
    },
  };
}

function keyBefore({ source, version, was, occurredAt }: Entry): string | undefined {
  return version > 1 ? entryKey({ source, version: version - 1, occurredAt: was ?? occurredAt }) : undefined;
}

/** Where the newest version of a source is, and which it is. */
export async function pointerOf(store: Store, incident: string, source: string) {
  const item = await get(store, { pk: timelineKey(incident), sk: sourceKey(source) });
  return item && parse(pointerItem, item);
}

async function get({ db, table }: Store, Key: Item): Promise<Item | undefined> {
  return (await db.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
}

type Ask = { newest: boolean; limit: number; before?: Instant | undefined; from: Item | undefined };

async function pageOf({ db, table }: Store, incident: string, { newest, limit, before, from }: Ask) {
  const { Items = [], LastEvaluatedKey: next } = await db.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk < :end',
      ExpressionAttributeValues: {
        ':pk': timelineKey(incident),
        ':end': { S: before === undefined ? AFTER_ENTRIES : timeKey(before) },
      },
      ScanIndexForward: !newest,
      Limit: limit,
      ConsistentRead: true,
      ...(from && { ExclusiveStartKey: from }),
    }),
  );
  return { entries: Items.filter(({ superseded }) => superseded?.BOOL !== true).map(entryOf), next };
}

/** Of each source the highest version: one that was written while its predecessor was not marked yet stands beside it. */
function highest(entries: readonly Entry[]): Entry[] {
  const versions = new Map<string, number>();
  for (const { source, version } of entries) versions.set(source, Math.max(version, versions.get(source) ?? 0));
  return entries.filter(({ source, version }) => versions.get(source) === version);
}
