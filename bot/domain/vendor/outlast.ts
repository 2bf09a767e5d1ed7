import { isWithVendor, type OpenEscalation } from '../escalation/state.ts';
import { HOUR, type Instant } from '../instant.ts';
import { type Timing, timekeeper } from './clock.ts';

/** A request is waited for at least so long after it was to be done: somebody is still reminded then. */
const AFTER_DUE = 7 * 24 * HOUR;
/** The longest that one is with a vendor, whatever its target is. */
export const LONGEST_SENT = 180 * 24 * HOUR;

/**
 * The later end of a request whose target lies beyond the one that it has: of few support hours a day, ten days are months. Undefined where it ends late enough, while they wait
 * for us, and where a plan waits for it, whose own end it has.
 */
export function laterEnd(state: OpenEscalation, timing: Timing, now: Instant): Instant | undefined {
  const { digest, clock, expiresAt } = state;
  if (digest !== undefined || clock?.sent === undefined || !isWithVendor(state)) return undefined;
  const done = timekeeper(timing)
    .clocks(state, now)
    .find(({ of }) => of === 'done');
  if (done?.is !== 'running') return undefined;
  const until = Math.min(done.due + AFTER_DUE, clock.sent + LONGEST_SENT);
  return until > expiresAt ? until : undefined;
}
