import { type Person, rolesOf, samePerson } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import { concernedBy } from './change.ts';
import type { ChangeStep } from './event.ts';
import type { ChangeActRefusal } from './refusal.ts';
import type { ChangeState } from './state.ts';

type Step<T extends ChangeStep['type']> = Extract<ChangeStep, { type: T }>;

/**
 * Confirms, or says why not. Who proposed it and who would gain by it are refused before anything else, as the people they
 * are: a second account makes no second person. The ledger still rejects a second confirmation: this sees no race.
 */
export function confirm(
  state: ChangeState,
  by: Person,
  { now }: { now: Instant },
): Result<Step<'confirmed'>, ChangeActRefusal> {
  const { change, proposer } = state;
  if (samePerson(by, { ...state.by, id: proposer })) return err({ reason: 'own-change' });
  if (concernedBy(change).some((one) => samePerson(by, one))) {
    return err({ reason: change.kind === 'grant' || change.kind === 'grant-group' ? 'gains-by-it' : 'own-accounts' });
  }
  if (!isAdmin(by, now)) return err({ reason: 'no-role' });
  if (state.is === 'asked') return err({ reason: 'too-early' });
  if (state.is !== 'proposed') return err(notWaiting(state));
  if (now >= state.expiresAt) return err({ reason: 'expired', at: state.expiresAt });
  return ok({ type: 'confirmed', data: { person: by.id } });
}

/** Denies. Any admin's right; of whoever proposed it, a way to take it back. */
export function deny(
  state: ChangeState,
  by: Person,
  { now, because }: { now: Instant; because?: string },
): Result<Step<'denied'>, ChangeActRefusal> {
  if (!isAdmin(by, now)) return err({ reason: 'no-role' });
  if (state.is !== 'proposed' && state.is !== 'asked') return err(notWaiting(state));
  return ok({ type: 'denied', data: because === undefined ? {} : { because } });
}

function isAdmin(by: Person, now: Instant): boolean {
  return rolesOf(by, now).includes('admin');
}

function notWaiting(state: ChangeState): ChangeActRefusal {
  return state.is === 'expired' ? { reason: 'expired', at: state.expiresAt } : { reason: 'too-late', state: state.is };
}
