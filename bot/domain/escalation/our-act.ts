import { type Person, rolesOf } from '../actor.ts';
import { HOUR, type Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import type { EscalationStep } from './event.ts';
import type { EscalationRefusal } from './refusal.ts';
import { type EscalationState, isWithVendor } from './state.ts';

type Step<T extends EscalationStep['type']> = Extract<EscalationStep, { type: T }>;

/** What is said to be done may be reopened so long; after it, it is asked for anew. */
export const REOPEN_FOR = 14 * 24 * HOUR;

/** What one of ours says to them about it. */
export function reply(
  state: EscalationState,
  by: Person,
  { now, ...said }: { now: Instant; text: string; named?: string[] },
): Result<Step<'replied'>, EscalationRefusal> {
  if (!isOperator(by, now)) return err({ reason: 'no-role', needed: 'operator' });
  if (state.is === 'prepared') return err({ reason: 'not-now', state: state.is, kind: state.kind });
  if (!isWithVendor(state)) return err({ reason: 'too-late', state: state.is });
  if (state.vendor === undefined) return err({ reason: 'by-hand' });
  return ok({ type: 'replied', data: said });
}

/** What they said to be done is not: it is theirs again. */
export function reopen(
  state: EscalationState,
  by: Person,
  { now, doneAt, ...said }: { now: Instant; because: string; named?: string[]; doneAt: Instant },
): Result<Step<'reopened'>, EscalationRefusal> {
  if (!isOperator(by, now)) return err({ reason: 'no-role', needed: 'operator' });
  if (state.is !== 'done') return err({ reason: 'not-now', state: state.is, kind: state.kind });
  if (now >= doneAt + REOPEN_FOR) return err({ reason: 'too-late-to-reopen', until: doneAt + REOPEN_FOR });
  return ok({ type: 'reopened', data: said });
}

function isOperator(by: Person, now: Instant): boolean {
  return rolesOf(by, now).some((role) => role === 'operator' || role === 'admin');
}
