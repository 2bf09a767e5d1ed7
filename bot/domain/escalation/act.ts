import { type Person, type Role, rolesOf, sameActor } from '../actor.ts';
import { HOUR, type Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import type { Answered, EscalationStep, Sent } from './event.ts';
import type { EscalationRefusal } from './refusal.ts';
import { type EscalationState, isOpen } from './state.ts';

type Step<T extends EscalationStep['type']> = Extract<EscalationStep, { type: T }>;

/** What is prepared and sent by nobody is forgotten after this long; one that a plan waits for has the end of that plan. */
export const PREPARED_FOR = 7 * 24 * HOUR;
/** How long a request waits for a vendor, unless its target lies beyond. */
export const SENT_FOR = 30 * 24 * HOUR;

/** Marks that it goes to the vendor, as pressing as whoever sends it says. Any operator's right, and an admin's. */
export function send(
  state: EscalationState,
  by: Person,
  { now, ...said }: Omit<Sent, 'expiresAt'> & { now: Instant },
): Result<Step<'sent'>, EscalationRefusal> {
  if (!has(by, ['operator', 'admin'], now)) return err({ reason: 'no-role', needed: 'operator' });
  if (state.is !== 'prepared') return err(notOpen(state));
  if (now >= state.expiresAt) return err({ reason: 'expired', at: state.expiresAt });
  const { wantedBy } = said;
  if (wantedBy !== undefined && wantedBy <= now) return err({ reason: 'over-already', wantedBy });
  return ok({ type: 'sent', data: { ...said, expiresAt: sentUntil(state, now) } });
}

/** Until when it waits once it is sent. What a plan waits for has the end of that plan. */
export function sentUntil({ digest, expiresAt }: EscalationState, now: Instant): Instant {
  return digest === undefined ? now + SENT_FOR : expiresAt;
}

/** Takes it back. The right of whoever asked, and of an admin. */
export function withdraw(
  state: EscalationState,
  by: Person,
  { now, because }: { now: Instant; because?: string },
): Result<Step<'withdrawn'>, EscalationRefusal> {
  const own = (by.id === state.requester || sameActor(by, state.by)) && has(by, ['operator'], now);
  if (!own && !has(by, ['admin'], now)) return err({ reason: 'not-yours' });
  if (!isOpen(state)) return err(notOpen(state));
  return ok({ type: 'withdrawn', data: because === undefined ? {} : { because } });
}

/**
 * The vendor's word on safety: `safe`, `unsafe`, or `safe-if` with the condition. Who of the vendor may give it is for the
 * caller to decide; that it was asked, is still open and in time is decided here.
 */
export function answer(
  state: EscalationState,
  { now, ...word }: Answered & { now: Instant },
): Result<Step<'answered'>, EscalationRefusal> {
  if (state.kind !== 'safety') return err({ reason: 'not-asked', kind: state.kind });
  if (!isOpen(state)) return err(notOpen(state));
  if (now >= state.expiresAt) return err({ reason: 'expired', at: state.expiresAt });
  return ok({ type: 'answered', data: word });
}

/** Puts on record the vendor's word that was given elsewhere. An admin's right: it opens the way to a run. */
export function record(
  state: EscalationState,
  by: Person,
  { now, ...word }: Omit<Answered, 'heard'> & { now: Instant },
): Result<Step<'answered'>, EscalationRefusal> {
  if (!has(by, ['admin'], now)) return err({ reason: 'no-role', needed: 'admin' });
  return answer(state, { ...word, heard: 'recorded', now });
}

function has(by: Person, roles: readonly Role[], now: Instant): boolean {
  return rolesOf(by, now).some((role) => roles.includes(role));
}

function notOpen(state: EscalationState): EscalationRefusal {
  return state.is === 'expired' ? { reason: 'expired', at: state.expiresAt } : { reason: 'too-late', state: state.is };
}
