import { sameActor } from '../actor.ts';
import type { EscalationEvent } from '../escalation/event.ts';
import type { EscalationState } from '../escalation/state.ts';
import { type Instant, MINUTE } from '../instant.ts';
import { type ClockOf, type Timekeeper, thatCount, type VendorClock } from './clock.ts';
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
 * took it, or the first contact of theirs; their next contacts, of whom the last is their manager; then ours; whoever asked, where ours has none. Of what is
 * asked of our own circle owners these are the contacts.
 */
export function nextVendorReminder(
  { state, said = [] }: Told,
  { keeper, contacts, now }: { keeper: Timekeeper; contacts: readonly Contact[]; now: Instant },
): VendorReminder | undefined {
  const chain = chainOf(state, contacts);
  const next = thatCount(keeper.clocks(state, now))
    .filter(({ is }) => is === 'running')
    .flatMap((clock) => reminderOf(clock, remindersOf(said, clock), { chain, keeper }));
  return next.sort((a, b) => a.at - b.at)[0];
}

function reminderOf(
  { of, due, target }: VendorClock,
  before: readonly EscalationEvent[],
  { chain, keeper }: { chain: readonly (Contact | undefined)[]; keeper: Timekeeper },
): VendorReminder[] {
  const step = before.length;
  const last = before.at(-1);
  if (step >= chain.length) return [];
  const at = last ? keeper.after(Math.max(last.at, due), Math.max(LEAST, target / 2)) : due;
  return [{ of, step, at, ...toOf(chain[step]) }];
}

function remindersOf(said: readonly EscalationEvent[], { of, from }: VendorClock): EscalationEvent[] {
  return said.filter((event) => event.type === 'reminded' && event.data.of === of && event.at >= from);
}

function toOf(to: Contact | undefined): { to?: Contact } {
  return to === undefined ? {} : { to };
}

/** Everybody who is written to, in order, each once. The first may be nobody by name: the thread is theirs all the same. */
function chainOf({ acceptor, by, kind }: EscalationState, contacts: readonly Contact[]): (Contact | undefined)[] {
  const side = kind === 'inner' ? ('ours' as const) : ('vendor' as const);
  const theirs = contacts.filter((contact) => contact.side === side);
  const ours = contacts.filter((contact) => contact.side !== side);
  const takers: Contact[] = acceptor ? [{ who: acceptor, side }] : theirs.slice(0, 1);
  const [first] = takers;
  const later = theirs.filter(({ who }) => !first || !sameActor(who, first.who));
  const last: Contact[] = ours.length > 0 ? ours : [{ who: by, side: 'ours' }];
  return [first, ...later, ...last];
}

/** Nobody is reminded of what was done meanwhile, of what ended, or while they wait for us. */
function isHeeded({ clock = {}, waiting }: EscalationState, of: ClockOf): boolean {
  const { accepted, firstReply, done, ended } = clock;
  const reached = { accept: accepted ?? done, reply: firstReply, done }[of];
  return (reached ?? ended ?? waiting) !== undefined;
}

/** A reminder that is said to nobody any more: it is heeded, or there is a next one. Found late, after an outage, only the last of them is said. */
export function isPassed(event: EscalationEvent, { state, said = [] }: Told): boolean {
  if (event.type !== 'reminded') return false;
  const { of } = event.data;
  const later = said.some((one) => one.type === 'reminded' && one.data.of === of && one.seq > event.seq);
  return later || isHeeded(state, of);
}
