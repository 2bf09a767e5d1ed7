import * as z from 'zod';

const fault = z.object({
  /** `reset`: the connection ends without an answer. `secondary`: GitHub's limit on what makes content, with 403. `branch-rule`: a protected branch. */
  kind: z.enum(['server-error', 'reset', 'rate-limit', 'secondary', 'hang', 'conflict', 'branch-rule']),
  /** GET, POST, PATCH or PUT; any when absent. */
  method: z.string().optional(),
  /** Seconds in `Retry-After`; none is said when absent. */
  retryAfter: z.int().min(0).optional(),
  /** It is done first, and then goes wrong: the answer that is lost. */
  after: z.boolean().default(false),
  times: z.int().min(1).default(1),
});

/** `down`: nothing of the API answers until it is put up again. */
export const faultOrders = z.object({ faults: z.array(fault).default([]), down: z.boolean().optional() });

export type Fault = z.output<typeof fault>;
export type FaultOrders = z.input<typeof faultOrders>;

export type Faults = {
  order(orders: FaultOrders): void;
  take(method: string): Fault | undefined;
  isDown(): boolean;
};

/** What a test, or somebody who wants to see it, asks to go wrong. None of it happens by itself. */
export function createFaults(): Faults {
  let waiting: Fault[] = [];
  let down = false;
  return {
    order(orders) {
      const parsed = faultOrders.parse(orders);
      waiting.push(...parsed.faults);
      down = parsed.down ?? down;
    },
    take(method) {
      const found = waiting.find((one) => one.method === undefined || one.method === method);
      if (!found) return undefined;
      found.times -= 1;
      waiting = waiting.filter(({ times }) => times > 0);
      return found;
    },
    isDown: () => down,
  };
}
