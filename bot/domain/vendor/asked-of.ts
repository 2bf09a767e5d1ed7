import { type EscalationState, isWithVendor } from '../escalation/state.ts';
import type { Instant } from '../instant.ts';
import { timekeeper } from './clock.ts';
import { isLate } from './figures.ts';
import type { Vendor } from './vendor.ts';

/** What a vendor is asked for: how many requests are with them, for how many of these we wait, and how many are late. */
export type AskedOf = { open: number; theirs: number; late: number };

/** Counts what is with a vendor. Of what is estimated our budget holders decide, and what they asked back we answer: that waits for us. */
export function askedOf(vendor: Vendor, states: readonly EscalationState[], now: Instant): AskedOf {
  const keeper = timekeeper(vendor);
  const open = states.filter((state) => isWithVendor(state) && state.vendor === vendor.name);
  return {
    open: open.length,
    theirs: open.filter(({ is, waiting }) => is !== 'estimated' && waiting === undefined).length,
    late: open.filter((state) => keeper.clocks(state, now).some(isLate)).length,
  };
}
