/** The bodies of `/local/`'s POSTs. `wire.ts` says what they mean. */
import { z } from 'zod';
import { CHANNEL_CHANGES } from '../wire.ts';

const as = z.string();
const given = z.union([z.string(), z.array(z.string())]);
const inputs = z.record(z.string(), z.record(z.string(), given.nullable()));
const on = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), channel: z.string(), ts: z.string() }),
  z.object({ kind: z.literal('view'), id: z.string() }),
  z.object({ kind: z.literal('home') }),
]);
const element = { as, on, blockId: z.string(), actionId: z.string() };

export const say = z.object({
  as,
  channel: z.string(),
  text: z.string(),
  threadTs: z.string().optional(),
  files: z.array(z.string()).max(10).optional(),
});
export const act = z.object({ ...element, value: given.optional(), inputs: inputs.optional() });
export const submit = z.object({ as, view: z.string(), inputs });
export const close = z.object({ as, view: z.string() });
export const react = z.object({
  as,
  channel: z.string(),
  ts: z.string(),
  name: z.string(),
  remove: z.boolean().optional(),
});
export const useShortcut = z.object({ as, channel: z.string(), ts: z.string(), callbackId: z.string() });
export const edit = z.object({ as, channel: z.string(), ts: z.string(), text: z.string() });
export const erase = z.object({ as, channel: z.string(), ts: z.string() });
export const changeChannel = z.object({
  as,
  channel: z.string(),
  change: z.enum(CHANNEL_CHANGES),
  name: z.string().optional(),
});
export const moveClock = z.object({ as, by: z.enum(['1min', '30min', '1day']) });
export const ring = z.object({ as, name: z.string().min(1).max(255), state: z.enum(['alarm', 'ok']) });
export const openHome = z.object({ as });
export const askOptions = z.object({ ...element, value: z.string() });
