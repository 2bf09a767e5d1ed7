import { type Actor, sameActor } from '../actor.ts';
import type { EscalationEvent } from '../escalation/event.ts';
import type { EscalationState } from '../escalation/state.ts';
import { type Instant, MINUTE } from '../instant.ts';
import { type ClockOf, nextDue, type Timekeeper, type VendorClock } from './clock.ts';
import type { Contact } from './vendor.ts';

/** The least that somebody has before the next one is written to. */
const LEAST = 15 * MINUTE;

/** Whom it concerns next, and when; `at` may have passed. Without `to` it is said in the vendor's thread to nobody by name. */
export type VendorReminder = { of: ClockOf; step: number; at: Instant; to?: Contact };

type Told = { state: EscalationState; said?: readonly EscalationEvent[] };

/**
 * The next reminder of a request: none while nothing is measured, while they wait for us, or when everybody was written to.
 *
 * Step 0 is due when the target is reached, then one step after each further half of it, at least 15 minutes, in support hours after the step before: whoever
 * took it, or the first contact of theirs; their next contacts, of whom the last is their manager; then ours; whoever asked, where ours has none.
 */
export function nextVendorReminder(
  { state, said = [] }: Told,
  { keeper, contacts, now }: { keeper: Timekeeper; contacts: readonly Contact[]; now: Instant },
): VendorReminder | undefined {
  const clock = nextDue(keeper.clocks(state, now));
  if (clock?.is !== 'running') return undefined;
  const before = remindersOf(said, clock);
  const chain = chainOf(state, contacts);
  const last = before.at(-1);
  if (!last) return { of: clock.of, step: 0, at: clock.due, ...toOf(chain[0]) };
  const to = chain[before.length];
  if (!to) return undefined;
  const pause = Math.max(LEAST, clock.target / 2);
  return { of: clock.of, step: before.length, at: keeper.after(Math.max(last.at, clock.due), pause), to };
}

function remindersOf(said: readonly EscalationEvent[], { of, from }: VendorClock): EscalationEvent[] {
  return said.filter((event) => event.type === 'reminded' && event.data.of === of && event.at >= from);
}

function toOf(to: Contact | undefined): { to?: Contact } {
  return to === undefined ? {} : { to };
}

/** Everybody who is written to, in order, each once. The first may be nobody by name: the thread is theirs all the same. */
function chainOf({ acceptor, by }: EscalationState, contacts: readonly Contact[]): (Contact | undefined)[] {
  const theirs = contacts.filter(({ side }) => side === 'vendor');
  const ours = contacts.filter(({ side }) => side === 'ours');
  const takers: Contact[] = acceptor ? [{ who: acceptor, side: 'vendor' }] : theirs.slice(0, 1);
  const [first] = takers;
  const later = theirs.filter(({ who }) => !first || !sameActor(who, first.who));
  const last: Contact[] = ours.length > 0 ? ours : [{ who: by satisfies Actor, side: 'ours' }];
  return [first, ...later, ...last];
}

/** Whether a reminder that is on record still has to be said: nobody is reminded of what was done meanwhile. */
export function isMoot(
  { state }: Told,
  { of }: Pick<VendorReminder, 'of'>,
  { keeper, now }: { keeper: Timekeeper; now: Instant },
): boolean {
  return !keeper
    .clocks(state, now)
    .some((clock) => clock.of === of && clock.is === 'running' && clock.time >= clock.target);
}
