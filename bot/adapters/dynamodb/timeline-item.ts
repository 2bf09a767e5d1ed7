import * as z from 'zod/mini';
import { PRIORITIES } from '../../domain/escalation/priority.ts';
import { ENTRY_KINDS, type Entry, type Evidence } from '../../domain/incident/entry.ts';
import { INCIDENT_IS } from '../../domain/incident/state.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Item } from './attribute.ts';
import { CorruptItem } from './corrupt-item.ts';

const actor = z.object({ team: z.string(), user: z.string() });
const evidence: z.ZodMiniType<Evidence> = z.discriminatedUnion('is', [
  z.object({ is: z.literal('message'), permalink: z.string() }),
  z.object({ is: z.literal('run'), run: z.string() }),
  z.object({ is: z.literal('command'), commandId: z.string() }),
  z.object({ is: z.literal('alarm'), arn: z.string() }),
  z.object({ is: z.literal('request'), request: z.string() }),
  z.object({ is: z.literal('file'), name: z.string(), permalink: z.string() }),
  z.object({ is: z.literal('event'), stream: z.string(), seq: z.number() }),
]);
/** Every part of an entry: one that is left out here would be written and never read. */
const parts = {
  source: z.string(),
  version: z.number(),
  kind: z.enum(ENTRY_KINDS),
  occurredAt: z.number(),
  recordedAt: z.number(),
  by: z.exactOptional(actor),
  text: z.string(),
  quoted: z.exactOptional(z.literal(true)),
  reply: z.exactOptional(z.literal(true)),
  host: z.exactOptional(z.string()),
  mark: z.exactOptional(z.enum(['good', 'bad', 'waits'])),
  evidence: z.array(evidence),
  becomes: z.exactOptional(
    z.object({ is: z.exactOptional(z.enum(INCIDENT_IS)), severity: z.exactOptional(z.enum(PRIORITIES)) }),
  ),
  ends: z.exactOptional(z.literal(true)),
  gone: z.exactOptional(z.enum(['unmarked', 'deleted', 'removed'])),
  through: z.exactOptional(z.number()),
  was: z.exactOptional(z.number()),
  corrected: z.exactOptional(z.object({ by: actor, at: z.number() })),
} satisfies Record<keyof Entry, z.ZodMiniType>;
const shape = z.object(parts);

export const timelineKey = (incident: string) => ({ S: `timeline#${incident}` });

/** Sorts after every entry, whose keys begin with a digit, and before whatever else stands in a timeline's partition. */
export const AFTER_ENTRIES = ':';

/** Thirteen digits of milliseconds reach to the year 2286, and sort as numbers do. */
export function timeKey(at: Instant): string {
  return String(Math.max(0, Math.round(at))).padStart(13, '0');
}

export function entryKey({ occurredAt, source, version }: Pick<Entry, 'occurredAt' | 'source' | 'version'>): string {
  return `${timeKey(occurredAt)}#${source}#v${version}`;
}

export function entryOf(item: Item): Entry {
  const parsed = shape.safeParse(json(item));
  if (parsed.success) return parsed.data;
  throw new CorruptItem(item.pk?.S ?? '?', item.sk?.S ?? '?');
}

function json(item: Item): unknown {
  try {
    return JSON.parse(item.entry?.S ?? '');
  } catch {
    throw new CorruptItem(item.pk?.S ?? '?', item.sk?.S ?? '?');
  }
}
