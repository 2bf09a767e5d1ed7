/**
 * Faults that a test wants of the Web API: each applies to the next calls of a method, `*` meaning any.
 *
 * `after: true` does what was asked and then fails: the answer that is lost, which makes a caller repeat itself.
 */
import { z } from 'zod';

/** What this workspace takes, in bytes; Slack's own limit is far above. */
const LARGEST = 20_000_000;

const faultSchema = z.object({
  method: z.string(),
  /** Of calls that name this channel alone. */
  channel: z.string().optional(),
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
  /** Bytes of the largest file that the organisation takes, of the bot and of people. */
  largestFile: z.int().min(0).optional(),
});
export type Fault = z.infer<typeof faultSchema>;
export type FaultOrders = z.input<typeof faultsSchema>;

export type Faults = {
  order: (orders: FaultOrders) => void;
  clear: () => void;
  take: (method: string, channel?: string) => Fault | undefined;
  tooSoon: (channel: string) => boolean;
  isTooLarge: (size: number) => boolean;
};

export function createFaults(now: () => number): Faults {
  let waiting: Fault[] = [];
  let pacing = false;
  let largest = LARGEST;
  const lastPosted = new Map<string, number>();
  return {
    order: (orders) => {
      const parsed = faultsSchema.parse(orders);
      waiting.push(...parsed.faults);
      pacing = parsed.pacing ?? pacing;
      largest = parsed.largestFile ?? largest;
    },
    clear: () => {
      waiting = [];
      pacing = false;
      largest = LARGEST;
    },
    take: (method, channel) => {
      const fault = waiting.find(
        (it) => (it.method === method || it.method === '*') && (it.channel === undefined || it.channel === channel),
      );
      if (!fault) return undefined;
      fault.times -= 1;
      waiting = waiting.filter((it) => it.times > 0);
      return fault;
    },
    isTooLarge: (size) => size > largest,
    tooSoon: (channel) => {
      if (!pacing) return false;
      if (now() - (lastPosted.get(channel) ?? 0) < 1000) return true;
      lastPosted.set(channel, now());
      return false;
    },
  };
}
