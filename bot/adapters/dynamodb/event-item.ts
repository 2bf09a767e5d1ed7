import * as z from 'zod/mini';
import { hashOf } from '../../domain/ledger/chain.ts';
import { kindOf, shardOf } from '../../domain/ledger/name.ts';
import type { EventRef, StoredEvent } from '../../ports/ledger.ts';
import { type Item, parse, text, whole } from './attribute.ts';
import { CorruptItem } from './corrupt-item.ts';
import { EVENT_PREFIX } from './table.ts';

/** Where an event stands. 9 digits keep the order of numbers in the order of strings. */
export function keyOf({ stream, seq }: EventRef): { pk: { S: string }; sk: { S: string } } {
  return { pk: { S: stream }, sk: { S: `${EVENT_PREFIX}${String(seq).padStart(9, '0')}` } };
}

/** `writer` is one append's own mark, by which a write whose answer was lost is told from another's with the same words. */
export function itemOf(event: StoredEvent & { due: number }, writer: string): Item {
  const { stream, seq, type, at, by, data, state, prev, hash, v, due } = event;
  return {
    ...keyOf({ stream, seq }),
    type: { S: type },
    at: { N: String(at) },
    by: { S: by },
    data: { S: data },
    state: { S: state },
    prev: { S: prev },
    hash: { S: hash },
    v: { N: String(v) },
    writer: { S: writer },
    due: { N: String(due) },
    shard: { N: String(shardOf(stream)) },
    ...(seq === 0 ? { kind: { S: kindOf(stream) } } : {}),
  };
}

const seqOfKey = z.pipe(
  z.object({ S: z.string().check(z.regex(/^e#[0-9]{9}$/)) }),
  z.transform(({ S }) => Number(S.slice(EVENT_PREFIX.length))),
);
const key = z.object({ pk: text, sk: seqOfKey });
const eventItem = z.object({
  ...key.shape,
  type: text,
  at: whole,
  by: text,
  data: text,
  state: text,
  prev: text,
  hash: text,
  v: whole,
  due: z.optional(whole),
  tries: z.optional(whole),
});

/** The event of an item, whatever its hash says; undefined when it does not parse. */
export function asItStands(item: Item): StoredEvent | undefined {
  const parsed = eventItem.safeParse(item);
  if (!parsed.success) return undefined;
  const { pk, sk, due, tries, ...rest } = parsed.data;
  return { stream: pk, seq: sk, ...rest };
}

/** Throws `CorruptItem`, also when the words are not those that were hashed: nothing is decided on an edited record. */
export function eventOf(item: Item): StoredEvent {
  const { pk, sk, due, tries, ...rest } = parse(eventItem, item);
  const mutable = { ...(due === undefined ? {} : { due }), ...(tries === undefined ? {} : { tries }) };
  const event = { stream: pk, seq: sk, ...rest, ...mutable };
  if (hashOf(event) !== event.hash) throw new CorruptItem(pk, String(item.sk?.S), 'is not what its hash says');
  return event;
}

/** Throws `CorruptItem`. */
export function refOf(item: Item): EventRef {
  const { pk, sk } = parse(key, item);
  return { stream: pk, seq: sk };
}
