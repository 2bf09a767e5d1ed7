import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { CorruptItem } from './corrupt-item.ts';

/** Attributes as DynamoDB sends them, by type; zod/mini, since the request path pays for what it loads. */
export const text = z.pipe(
  z.object({ S: z.string() }),
  z.transform(({ S }) => S),
);
export const whole = z.pipe(
  z.object({ N: z.string().check(z.regex(/^[0-9]{1,15}$/)) }),
  z.transform(({ N }) => Number(N)),
);
export const texts = z.pipe(
  z.object({ L: z.array(z.object({ S: z.string() })) }),
  z.transform(({ L }) => L.map(({ S }) => S)),
);
export const bytes = z.pipe(
  z.object({ B: z.instanceof(Uint8Array) }),
  z.transform(({ B }) => B),
);

export type Item = Record<string, AttributeValue>;

/** Throws `CorruptItem`. zod's own words are left out, since they quote what they got. */
export function parse<T extends z.ZodMiniType>(schema: T, item: Item): z.output<T> {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  throw new CorruptItem(item.pk?.S ?? '?', item.sk?.S ?? '?');
}
