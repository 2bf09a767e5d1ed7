import { type Actor, actorOf, REMIT, rolesOf, sameActor } from '../../domain/actor.ts';
import type { EscalationEvent } from '../../domain/escalation/event.ts';
import { type EscalationState, isWithVendor } from '../../domain/escalation/state.ts';
import type { Instant } from '../../domain/instant.ts';
import { MOST_ASKED } from '../../domain/run/whom-to-ask.ts';
import { type Due, dueOf, type Timing, timekeeper } from '../../domain/vendor/clock.ts';
import { isPassed, nextVendorReminder } from '../../domain/vendor/reminder.ts';
import { type Contact, USUAL_TARGETS } from '../../domain/vendor/vendor.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { TendDeps } from '../deps.ts';
import { appendEscalation, type ReadEscalation } from '../escalation/append-escalation.ts';
import { everybodyNow } from '../everybody.ts';
import { once } from '../once.ts';
import { readVendors } from './read-vendors.ts';

type Clocked = { timing: Timing; contacts: readonly Contact[] };

/**
 * By what a request is measured: the targets and hours of its vendor as they are now; what is asked of our circle owners, by the usual targets around the clock.
 * Nothing, where nobody is registered for it.
 */
export async function clockedBy(ledger: Pick<Ledger, 'head'>, state: EscalationState): Promise<Clocked | undefined> {
  if (!isWithVendor(state)) return undefined;
  if (state.kind === 'inner') return { timing: { targets: USUAL_TARGETS }, contacts: [] };
  if (state.vendor === undefined) return undefined;
  const vendor = (await readVendors(ledger)).find(({ name }) => name === state.vendor);
  return vendor && { timing: vendor, contacts: vendor.contacts };
}

/** What is due next of a request, for its card. */
export async function dueNow(ledger: Pick<Ledger, 'head'>, state: EscalationState): Promise<Due | undefined> {
  const by = await clockedBy(ledger, state);
  return by && dueOf(state, by.timing);
}

/**
 * Puts on record that a target was missed, and who is written to: the event, appended once, is what is said in the vendor's thread and on the timeline.
 * Somebody of ours is written to from here. Returns when to look again, if anything is due later.
 */
export async function remindVendor(deps: TendDeps, read: ReadEscalation): Promise<Instant | undefined> {
  const { story } = read;
  const by = await clockedBy(deps.ledger, story.state);
  if (!by) return undefined;
  await writeToOurs(deps, read);
  const now = deps.now();
  const contacts = story.state.kind === 'inner' ? await circleOwners(deps, story.prepared.owner) : by.contacts;
  const next = nextVendorReminder(story, { keeper: timekeeper(by.timing), contacts, now });
  if (!next || next.at > now) return next?.at;
  const { of, step, to } = next;
  await appendEscalation(deps.ledger, read, {
    step: { type: 'reminded', data: { of, step, ...(to && { to }) } },
    by: REMIT,
    at: now,
  });
  return undefined; // by us, or somebody was first: either way there is a newer event
}

/** The one who is meant first. */
async function circleOwners(
  { ledger, now }: Pick<TendDeps, 'ledger' | 'now'>,
  meant: Actor | undefined,
): Promise<Contact[]> {
  const at = now();
  const people = (await everybodyNow(ledger, at)).filter((one) => rolesOf(one, at).includes('circle-owner'));
  const first = (one: Actor) => (meant && sameActor(one, meant) ? 0 : 1);
  const ordered = people.toSorted((one, other) => first(one) - first(other));
  return ordered.slice(0, MOST_ASKED).map((one) => ({ who: actorOf(one), side: 'ours' }));
}

type Reminded = Extract<EscalationEvent, { type: 'reminded' }>;

/** The last step, when it is one of ours and still of use: in their direct messages, once. */
async function writeToOurs(deps: TendDeps, read: ReadEscalation): Promise<void> {
  const { id, state, said = [] } = read.story;
  const last = said.findLast((event): event is Reminded => event.type === 'reminded');
  if (last?.data.to?.side !== 'ours' || isPassed(last, read.story)) return;
  const { who } = last.data.to;
  const { of } = last.data;
  const yours = state.kind === 'inner' && !sameActor(who, state.by) ? { yours: true as const } : {};
  await once(deps, read, `reminded-${last.seq}`, () =>
    deps.chat.tell(who, { team: who.team, channel: who.user }, { is: 'vendor-late', id, state, of, ...yours }),
  );
}
