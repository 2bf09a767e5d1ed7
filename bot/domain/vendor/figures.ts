import { PRIORITIES, type Priority } from '../escalation/priority.ts';
import { type EscalationState, isWithVendor } from '../escalation/state.ts';
import { type Spread, spreadOf } from '../incident/figures.ts';
import type { Instant } from '../instant.ts';
import { CLOCKS, type ClockOf, isOn, leftOf, nextDue, timekeeper, type VendorClock } from './clock.ts';
import type { Vendor } from './vendor.ts';

/** A request with its clocks as they stand. */
export type MeasuredRequest = { id: string; state: EscalationState; clocks: VendorClock[] };

/** Targets of one clock: `late` are the missed ones that go on. `times`: how long it took, of those that are over. */
export type TargetsKept = { kept: number; missed: number; late: number; times?: Spread };

export type PriorityFigures = {
  priority: Priority;
  count: number;
  open: number;
  clocks: Partial<Record<ClockOf, TargetsKept>>;
};

/** What was approved in a calendar month (`2026-11`), in the minor unit of the currency; `limit` is that of now. */
export type PaidMonth = { month: string; approved: number; currency: string; limit?: number };

/**
 * What a vendor was asked between `from` and `to`: sent in it, and whatever is open now, however old. `waited`: how long they waited for answers of ours, of
 * those requests in which they did. Times are milliseconds of their support hours.
 */
export type VendorFigures = {
  vendor: Pick<Vendor, 'name' | 'label' | 'hours' | 'zone'>;
  from: Instant;
  to: Instant;
  requests: MeasuredRequest[];
  open: MeasuredRequest[];
  priorities: PriorityFigures[];
  reopened: number;
  waited?: Spread;
  paid: PaidMonth[];
  /** Not all of them were read. */
  cut?: true;
};

type Asked = { vendor: Vendor; from: Instant; to: Instant; paid: PaidMonth[] };

/** Counts the requests to a vendor by what the heads of their streams say. */
export function vendorFigures(
  heads: readonly { id: string; state: EscalationState }[],
  { vendor, from, to, paid }: Asked,
): VendorFigures {
  const keeper = timekeeper(vendor);
  const all = heads
    .filter(({ state }) => state.vendor === vendor.name && state.clock?.sent !== undefined)
    .map(({ id, state }) => ({ id, state, clocks: keeper.clocks(state, to) }));
  const requests = all.filter(({ state }) => sentAt(state) >= from).sort((a, b) => sentAt(a.state) - sentAt(b.state));
  const waits = requests.map(({ state }) => waitedFor(state, to)).filter((time) => time > 0);
  const waited = spreadOf(waits);
  const { name, label, hours, zone } = vendor;
  return {
    vendor: { name, label, ...(hours && { hours }), ...(zone !== undefined && { zone }) },
    from,
    to,
    requests,
    open: all.filter(({ state }) => isWithVendor(state)).sort((a, b) => urgency(a) - urgency(b)),
    priorities: PRIORITIES.flatMap((priority) => {
      const own = requests.filter(({ state }) => state.priority === priority);
      return own.length === 0 ? [] : [figuresFor(priority, own)];
    }),
    reopened: requests.filter(({ state }) => state.clock?.reopened !== undefined).length,
    ...(waited && { waited }),
    paid,
  };
}

export function sentAt({ clock }: Pick<EscalationState, 'clock'>): Instant {
  return clock?.sent ?? 0;
}

/** When it was over, done or not; undefined while it goes on. */
export function overAt({ clock }: Pick<EscalationState, 'clock'>): Instant | undefined {
  return clock?.done ?? clock?.ended;
}

/** What is due first stands first; what waits for somebody else, last. */
function urgency({ clocks }: MeasuredRequest): number {
  return nextDue(clocks)?.due ?? Number.POSITIVE_INFINITY;
}

function waitedFor({ waits = [], waiting }: EscalationState, now: Instant): number {
  const still = waiting === undefined ? 0 : Math.max(0, now - waiting);
  return waits.reduce((sum, span) => sum + span.to - span.from, still);
}

function figuresFor(priority: Priority, own: readonly MeasuredRequest[]): PriorityFigures {
  const clocks = own.flatMap((request) => request.clocks);
  const kept = CLOCKS.flatMap((of) => {
    const counted = targetsOf(clocks.filter((clock) => clock.of === of));
    return counted ? [[of, counted] as const] : [];
  });
  const open = own.filter(({ state }) => isWithVendor(state)).length;
  return { priority, count: own.length, open, clocks: Object.fromEntries(kept) };
}

function targetsOf(clocks: readonly VendorClock[]): TargetsKept | undefined {
  const kept = clocks.filter(({ is }) => is === 'kept');
  const missed = clocks.filter(({ is }) => is === 'missed');
  const late = clocks.filter(isLate).length;
  if (kept.length + missed.length + late === 0) return undefined;
  const times = spreadOf([...kept, ...missed].map(({ time }) => time));
  return { kept: kept.length, missed: missed.length + late, late, ...(times && { times }) };
}

/** Whether it goes on after its target. */
export function isLate(clock: VendorClock): boolean {
  return isOn(clock) && leftOf(clock) < 0;
}
