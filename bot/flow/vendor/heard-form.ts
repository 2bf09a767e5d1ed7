import type { Actor } from '../../domain/actor.ts';
import type { Answer, Form } from '../../domain/answer.ts';
import type { EscalationState } from '../../domain/escalation/state.ts';
import { decideVendorAct, type VendorAct } from '../../domain/escalation/vendor-act.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import type { HeardForm } from '../../domain/language/read-heard-form.ts';
import type { VendorMisread, VendorSentence } from '../../domain/language/read-vendor-act.ts';
import type { Request } from '../../domain/request.ts';
import { mayActForVendor, type Vendor } from '../../domain/vendor/vendor.ts';
import { actOf } from '../../domain/vendor/vendor-said.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { escalationStateOf, escalationStream } from '../escalation/append-escalation.ts';
import { readVendors } from './read-vendors.ts';

type Deps = { ledger: Pick<Ledger, 'head'> };

/**
 * The form that a button of the vendor's card opens, or why it has nothing to ask for any more. Undefined for whoever the payload does not say to be of the
 * request's vendor, in its channel: a form shows nothing, and whether they may is asked of Slack when it is submitted.
 */
export async function openHeardForm(
  deps: Deps,
  request: Request,
  { does, request: id }: { does: HeardForm; request: string },
): Promise<Answer | Form | undefined> {
  const found = await theirs(deps, request, id);
  if (!found) return undefined;
  const step = decideVendorAct(found.state, request.actor, { act: anAct(does, request.at), now: request.at });
  if (!step.ok) return { is: 'heard-refused', to: request.actor, request: id, refusal: step.error };
  return { is: 'form', heard: { does, request: id }, commands: [], targets: [] };
}

/** What a submitted form holds wrong, to be said at its field. What else may stand against it is the worker's to say. */
export async function wrongInForm(
  deps: Deps,
  request: Request,
  said: VendorSentence | VendorMisread,
): Promise<Answer | undefined> {
  const { request: id } = said;
  const found = id === undefined ? undefined : await theirs(deps, request, id);
  const misread = found && misreadOf(said, { ...found, now: request.at, by: request.actor });
  return misread && { is: 'heard-misread', to: request.actor, misread, ...(id !== undefined && { request: id }) };
}

type Found = { vendor: Vendor; state: EscalationState };

async function theirs({ ledger }: Deps, { actor, place }: Request, id: string): Promise<Found | undefined> {
  const [vendors, head] = await Promise.all([readVendors(ledger), ledger.head(escalationStream(id))]);
  if (!head) return undefined;
  const state = escalationStateOf(head);
  const { team, channel } = place;
  const about = state.vendor === undefined ? {} : { vendor: state.vendor };
  const may = mayActForVendor(vendors, actor, { team, channel, request: about });
  return may.ok ? { vendor: may.vendor, state } : undefined;
}

function misreadOf(
  said: VendorSentence | VendorMisread,
  { vendor, state, now, by }: Found & { now: Instant; by: Actor },
): VendorMisread | undefined {
  if ('wrong' in said) return said;
  // Without a zone of the vendor's it depends on whose clocks are meant, which only Slack can say.
  if (said.says === 'run' || vendor.zone === undefined) return undefined;
  const meant = actOf(said, { now, zone: vendor.zone });
  if (!meant.ok) return meant.error;
  const step = decideVendorAct(state, by, { act: meant.value, now });
  const isPast = !step.ok && step.error.reason === 'past-time';
  return isPast
    ? { wrong: 'that time is over', allowed: 'a time to come', example: 'accept E-4KQ7M eta 2h' }
    : undefined;
}

/** An act of that kind, to see whether the request takes one now: what it says is asked for in the form. */
function anAct(does: HeardForm, now: Instant): VendorAct {
  switch (does) {
    case 'accept':
      return { is: 'accept' };
    case 'decline':
      return { is: 'decline', because: '' };
    case 'ask':
      return { is: 'ask', text: '' };
    case 'progress':
      return { is: 'progress', text: '', eta: now + HOUR };
    case 'estimate':
      return { is: 'estimate', amount: 1, currency: '' };
    case 'done':
      return { is: 'done' };
    case 'safe':
    case 'unsafe':
      return { is: 'word', word: does, because: '' };
    default:
      return does satisfies never;
  }
}
