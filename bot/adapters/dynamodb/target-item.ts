import * as z from 'zod/mini';
import { ENVIRONMENTS, KINDS, type Target } from '../../domain/target.ts';
import { type Item, parse, text, texts } from './attribute.ts';

const PREFIX = 'target#';

export function keyOf(name: string): { pk: { S: string }; sk: { S: string } } {
  return { pk: { S: `${PREFIX}${name}` }, sk: { S: 'target' } };
}

/** `targetKind` and not `kind`: that is the key of the index of streams. */
export function itemOf({ name, instanceId, kind, environment, group, tags, services }: Target): Item {
  return {
    ...keyOf(name),
    instanceId: { S: instanceId },
    targetKind: { S: kind },
    environment: { S: environment },
    ...(group === undefined ? {} : { group: { S: group } }),
    tags: { L: tags.map((S) => ({ S })) },
    services: { L: services.map((S) => ({ S })) },
  };
}

const targetItem = z.object({
  pk: text,
  instanceId: text,
  targetKind: z.pipe(text, z.enum(KINDS)),
  environment: z.pipe(text, z.enum(ENVIRONMENTS)),
  group: z.optional(text),
  tags: texts,
  services: texts,
});

/** Throws `CorruptItem`. */
export function targetOf(item: Item): Target {
  const { pk, targetKind, group, ...rest } = parse(targetItem, item);
  return { name: pk.slice(PREFIX.length), kind: targetKind, ...rest, ...(group === undefined ? {} : { group }) };
}
