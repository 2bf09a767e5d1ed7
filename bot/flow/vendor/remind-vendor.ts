import { REMIT } from '../../domain/actor.ts';
import type { EscalationEvent } from '../../domain/escalation/event.ts';
import { type EscalationState, isWithVendor } from '../../domain/escalation/state.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Due, dueOf, timekeeper } from '../../domain/vendor/clock.ts';
import { isPassed, nextVendorReminder } from '../../domain/vendor/reminder.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { TendDeps } from '../deps.ts';
import { appendEscalation, type ReadEscalation } from '../escalation/append-escalation.ts';
import { once } from '../once.ts';
import { readVendors } from './read-vendors.ts';

type Clocked = Pick<Vendor, 'targets' | 'hours' | 'zone' | 'contacts' | 'label'>;

/** By what a request is measured: the targets and hours of its vendor as they are now. Nothing, where nobody is registered for it. */
async function clockedBy(ledger: Pick<Ledger, 'head'>, state: EscalationState): Promise<Clocked | undefined> {
  if (!isWithVendor(state) || state.vendor === undefined) return undefined;
  return (await readVendors(ledger)).find(({ name }) => name === state.vendor);
}

/** What is due next of a request, for its card. */
export async function dueNow(ledger: Pick<Ledger, 'head'>, state: EscalationState): Promise<Due | undefined> {
  const vendor = await clockedBy(ledger, state);
  return vendor && dueOf(state, vendor);
}

/**
 * Puts on record that a target was missed, and who is written to: the event, appended once, is what is said in the vendor's thread and on the timeline.
 * Somebody of ours is written to from here. Returns when to look again, if anything is due later.
 */
export async function remindVendor(deps: TendDeps, read: ReadEscalation): Promise<Instant | undefined> {
  const { story } = read;
  const vendor = await clockedBy(deps.ledger, story.state);
  if (!vendor) return undefined;
  await writeToOurs(deps, read);
  const now = deps.now();
  const next = nextVendorReminder(story, { keeper: timekeeper(vendor), contacts: vendor.contacts, now });
  if (!next || next.at > now) return next?.at;
  const { of, step, to } = next;
  await appendEscalation(deps.ledger, read, {
    step: { type: 'reminded', data: { of, step, ...(to && { to }) } },
    by: REMIT,
    at: now,
  });
  return undefined; // by us, or somebody was first: either way there is a newer event
}

type Reminded = Extract<EscalationEvent, { type: 'reminded' }>;

/** The last step, when it is one of ours and still of use: in their direct messages, once. */
async function writeToOurs(deps: TendDeps, read: ReadEscalation): Promise<void> {
  const { id, state, said = [] } = read.story;
  const last = said.findLast((event): event is Reminded => event.type === 'reminded');
  if (last?.data.to?.side !== 'ours' || isPassed(last, read.story)) return;
  const { who } = last.data.to;
  const { of } = last.data;
  await once(deps, read, `reminded-${last.seq}`, () =>
    deps.chat.tell(who, { team: who.team, channel: who.user }, { is: 'vendor-late', id, state, of, at: last.at }),
  );
}
