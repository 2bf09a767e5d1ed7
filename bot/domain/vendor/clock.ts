import { afterCounting, type Counted, remembered, timeCounted } from '../calendar/counted.ts';
import { without } from '../calendar/spans.ts';
import { spansOfHours } from '../calendar/week.ts';
import { UTC } from '../calendar/zone.ts';
import type { EscalationState } from '../escalation/state.ts';
import { type Instant, MINUTE } from '../instant.ts';
import type { Targets, Vendor } from './vendor.ts';

export const CLOCKS = ['accept', 'reply', 'done'] as const satisfies readonly (keyof Targets)[];
export type ClockOf = (typeof CLOCKS)[number];

/** What is measured by: targets in minutes of these hours; of each hour, without any. */
export type Timing = Pick<Vendor, 'targets' | 'hours' | 'zone'>;

/** What of a request is measured. */
export type Measured = Pick<EscalationState, 'is' | 'kind' | 'priority' | 'clock' | 'waiting' | 'waits'>;

/**
 * How long something took of `target`, or is taking, both in milliseconds of support hours; `due` is when the target is reached, as it stands now. `running`
 * may be late already. `waiting`: it stands still until we answer what they asked. `void`: the request was over before, in time, and nothing is counted.
 */
export type VendorClock = { of: ClockOf; from: Instant; target: number; time: number; due: Instant } & (
  | { is: 'running' | 'waiting' }
  | { is: 'kept' | 'missed' | 'void'; at: Instant }
);

/** Measures requests of one vendor: made once for many of them. */
export type Timekeeper = {
  clocks: (of: Measured, now: Instant) => VendorClock[];
  /** The moment at which so many milliseconds of support hours have passed. */
  after: (from: Instant, time: number) => Instant;
};

/**
 * The clocks of a vendor's requests, of what is on record of each. `reply` counts from when it was sent to their first words; `accept` from when they could accept
 * it; `done` from then too, or from when it was reopened. While they wait for an answer of ours none of them runs. Hours are by the clocks of the vendor's zone, over
 * changes of summer time too.
 */
export function timekeeper({ targets, hours, zone = UTC }: Timing): Timekeeper {
  const support: Counted = hours ? remembered((within) => spansOfHours(hours, zone, within)) : (within) => [within];
  return {
    clocks: (of, now) => {
      const { waits = [], waiting } = of;
      const ours = waiting === undefined ? waits : [...waits, { from: waiting, to: Math.max(now, waiting) }];
      const counted: Counted = ours.length === 0 ? support : (within) => without(support(within), ours);
      return stretchesOf(of).map((stretch) => {
        const target = targets[of.priority][stretch.of] * MINUTE;
        return measured(stretch, { target, counted, of, now });
      });
    },
    after: (from, time) => afterCounting(support, from, time),
  };
}

type Stretch = { of: ClockOf; from: Instant; at?: Instant };

/** What is measured of it, each with its end where it was reached. On safety they say a word, and accept nothing. */
function stretchesOf({ kind, clock = {} }: Measured): Stretch[] {
  const { sent, offered, accepted, firstReply, done, reopened } = clock;
  const stretch = (of: ClockOf, from: Instant | undefined, at: Instant | undefined): Stretch[] =>
    from === undefined ? [] : [{ of, from, ...(at !== undefined && { at }) }];
  return [
    ...(kind === 'safety' ? [] : stretch('accept', offered, accepted ?? done)),
    ...stretch('reply', sent, firstReply),
    ...stretch('done', reopened ?? offered, done),
  ];
}

function measured(
  { of, from, at }: Stretch,
  { target, counted, of: request, now }: { target: number; counted: Counted; of: Measured; now: Instant },
): VendorClock {
  const end = at ?? request.clock?.ended;
  const time = timeCounted(counted, { from, to: end ?? now });
  const common = { of, from, target, time, due: afterCounting(counted, from, target) };
  if (end === undefined) return { ...common, is: request.waiting === undefined ? 'running' : 'waiting' };
  if (time > target) return { ...common, is: 'missed', at: end };
  return { ...common, is: at === undefined ? 'void' : 'kept', at: end };
}

/** What is left of the target, in milliseconds of support hours; below zero, by how much it is late or was missed. */
export function leftOf({ target, time }: VendorClock): number {
  return target - time;
}

/** Whether it goes on, or stands still, and is not over. */
export function isOn(clock: VendorClock): clock is VendorClock & { is: 'running' | 'waiting' } {
  return clock.is === 'running' || clock.is === 'waiting';
}

/** The clocks that go on and count now: before it is accepted nothing else does. */
export function thatCount(clocks: readonly VendorClock[]): VendorClock[] {
  const on = clocks.filter(isOn);
  const accept = on.find(({ of }) => of === 'accept');
  return accept ? [accept] : on;
}

/** Of these the one that is due first. */
export function nextDue(clocks: readonly VendorClock[]): VendorClock | undefined {
  return thatCount(clocks).sort((a, b) => a.due - b.due)[0];
}

/** What is due next of a request, for whoever reads it later too: without `at` it stands still until we answer what they asked. */
export type Due = { of: ClockOf; at?: Instant };

export function dueOf(of: Measured, timing: Timing): Due | undefined {
  const next = nextDue(timekeeper(timing).clocks(of, of.waiting ?? 0));
  if (!next) return undefined;
  return next.is === 'waiting' ? { of: next.of } : { of: next.of, at: next.due };
}
