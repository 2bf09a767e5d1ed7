/**
 * Faults that a test wants of the Web API: each applies to the next calls of a method, `*` meaning any.
 *
 * `after: true` does what was asked and then fails: the answer that is lost, which makes a caller repeat itself.
 */
import { z } from 'zod';

const faultSchema = z.object({
  method: z.string(),
  kind: z.enum(['rate-limit', 'server-error', 'hang', 'cut', 'error']),
  /** Seconds in `Retry-After` of a rate limit. */
  retryAfter: z.int().min(0).default(1),
  /** Slack's code, for `error`. */
  error: z.string().default('internal_error'),
  after: z.boolean().default(false),
  times: z.int().min(1).default(1),
});
export const faultsSchema = z.object({
  faults: z.array(faultSchema).default([]),
  /** Refuse a second `chat.postMessage` to one channel within one second, as Slack does. */
  pacing: z.boolean().optional(),
});
export type Fault = z.infer<typeof faultSchema>;
export type FaultOrders = z.input<typeof faultsSchema>;

export type Faults = {
  order: (orders: FaultOrders) => void;
  clear: () => void;
  take: (method: string) => Fault | undefined;
  tooSoon: (channel: string) => boolean;
};

export function createFaults(now: () => number): Faults {
  let waiting: Fault[] = [];
  let pacing = false;
  const lastPosted = new Map<string, number>();
  return {
    order: (orders) => {
      const parsed = faultsSchema.parse(orders);
      waiting.push(...parsed.faults);
      pacing = parsed.pacing ?? pacing;
    },
    clear: () => {
      waiting = [];
      pacing = false;
    },
    take: (method) => {
      const fault = waiting.find((it) => it.method === method || it.method === '*');
      if (!fault) return undefined;
      fault.times -= 1;
      waiting = waiting.filter((it) => it.times > 0);
      return fault;
    },
    tooSoon: (channel) => {
      if (!pacing) return false;
      if (now() - (lastPosted.get(channel) ?? 0) < 1000) return true;
      lastPosted.set(channel, now());
      return false;
    },
  };
}
