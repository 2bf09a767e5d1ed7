import { mayAskAs, type Person, type Role, rolesOf, sameActor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { counts, type Need } from '../need.ts';
import { err, ok, type Result } from '../result.ts';
import type { Story } from './apply.ts';
import type { RunStep } from './event.ts';
import type { Stop } from './gates.ts';
import { narrowTo, refuseUnnamed } from './narrow-plan.ts';
import type { HostOutcome } from './outcome.ts';
import type { ActRefusal } from './refusal.ts';
import { isTerminal, type RunState } from './state.ts';
import { metBy, needsIn, stillWanted } from './wanted.ts';

type Step<T extends RunStep['type']> = Extract<RunStep, { type: T }>;

/**
 * Approves, or says why not.
 *
 * The requester is refused before the role is looked at, so that an approver who asks for their own change hears the
 * true reason. `plan` is the beginning of the digest that the approver saw, `stop` what stops the run now: nobody approves
 * what would not run. The ledger still rejects a second append of
 * the same step: this sees one copy of the run, not the race.
 */
export function approve(
  state: RunState,
  by: Person,
  ask: { now: Instant; plan?: string; stop?: Stop | undefined },
): Result<Step<'approved'>, ActRefusal> {
  if (by.id === state.requester || sameActor(by, state.by)) return err({ reason: 'own-request' });
  if (state.is !== 'waiting') return err(notWaiting(state));
  const still = stillWanted(state);
  const meets = metBy(by, state, ask.now);
  const no = refuseApprover(by, { still, meets, now: ask.now });
  const before = state.approvals.find(({ person }) => person === by.id);
  if (no && !before) return err(no);
  if (ask.now >= state.expiresAt) return err({ reason: 'expired', at: state.expiresAt });
  if (ask.plan !== undefined && !state.digest.startsWith(ask.plan)) return err({ reason: 'other-plan' });
  if (before) return err({ reason: 'already-approved', by: before.by });
  if (ask.stop) return err({ reason: 'stopped', stop: ask.stop });
  return ok({ type: 'approved', data: { digest: state.digest, person: by.id, ...(state.needs && { meets }) } });
}

/** An approval as it is said: of the plan, by its name where that is wanted, of all its hosts or of some. */
export type Approving = {
  now: Instant;
  plan?: string;
  typed?: string;
  only?: string[];
  /** What stops the run now. */
  stop?: Stop | undefined;
};

/** Approves the plan of a run, or what is left of it on some of its hosts. */
export function approveOf(
  { state, plan }: Pick<Story, 'state' | 'plan'>,
  by: Person,
  { only, typed, ...ask }: Approving,
): Result<Step<'approved'> | Step<'narrowed'>, ActRefusal> {
  const approved = approve(state, by, ask);
  if (!approved.ok || !plan) return approved;
  const part = only ? narrowTo(plan, only) : ok(plan);
  if (!part.ok) return part;
  const unnamed = refuseUnnamed(part.value, typed);
  if (unnamed) return err(unnamed);
  if (part.value.digest === plan.digest) return approved;
  const { digest: _digest, ...data } = approved.value.data;
  return ok({ type: 'narrowed', data: { ...data, plan: part.value } });
}

/** Somebody whose approval would bring the run no nearer: without the role, or not one of those of whom it is wanted. */
function refuseApprover(
  by: Person,
  { still, meets, now }: { still: Need[]; meets: number[]; now: Instant },
): ActRefusal | undefined {
  if (still.some((need) => counts(by, need, now))) return undefined;
  const [first] = still;
  const roles = rolesOf(by, now);
  if (meets.length > 0 || still.some(({ from }) => roles.includes(from))) return { reason: 'not-asked', wanted: still };
  return { reason: 'no-role', needed: first?.from ?? 'approver' };
}

/** Why a run that does not wait for an approval is not approved. */
export function notWaiting(state: RunState): ActRefusal {
  if (state.is === 'asked' || state.is === 'unconfirmed') return { reason: 'too-early', state: state.is };
  if (state.is === 'expired') return { reason: 'expired', at: state.expiresAt };
  const approval = 'approvals' in state ? state.approvals.at(-1) : undefined;
  return approval ? { reason: 'already-approved', by: approval.by } : { reason: 'too-late', state: state.is };
}

/** Denies. The right of approvers and of whoever may approve this run; it ends the run whoever else has approved it. */
export function deny(
  state: RunState,
  by: Person,
  ask: { now: Instant; because?: string },
): Result<Step<'denied'>, ActRefusal> {
  const asked = 'digest' in state && metBy(by, state, ask.now).length > 0;
  if (!asked && !rolesOf(by, ask.now).includes('approver')) return err({ reason: 'no-role', needed: 'approver' });
  if (state.is === 'asked') return err({ reason: 'too-early', state: state.is });
  if (state.is !== 'waiting' && state.is !== 'unconfirmed') return err({ reason: 'too-late', state: state.is });
  return ok({ type: 'denied', data: ask.because === undefined ? {} : { because: ask.because } });
}

/**
 * Cancels a run that has not been sent, or asks SSM to stop one that has: there is no guarantee that it does. Of a run in
 * steps what has not begun never does. The requester may, and every approver.
 */
export function cancel(
  state: RunState,
  by: Person,
  ask: { now: Instant; because?: string },
): Result<Step<'cancelled'> | Step<'cancel-requested'> | Step<'stopped'>, ActRefusal> {
  if (!isOwnerOrApprover(state, by, ask.now)) return err({ reason: 'no-role', needed: 'approver' });
  const data = ask.because === undefined ? {} : { because: ask.because };
  if (isTerminal(state)) return err({ reason: 'too-late', state: state.is });
  if (state.is === 'running' || isInSteps(state)) return ok({ type: 'cancel-requested', data });
  if (state.is === 'paused') return ok({ type: 'stopped', data: { why: 'cancelled', ...data } });
  if (state.is === 'sending' || state.is === 'keeping' || state.is === 'asked')
    return err({ reason: 'too-early', state: state.is });
  return ok({ type: 'cancelled', data });
}

/** While one of its commands is being sent, others of the run have been: what comes after can be held back. */
function isInSteps(state: RunState): boolean {
  return state.is === 'sending' && state.commandId !== undefined;
}

function isOwnerOrApprover({ requester }: RunState, by: Person, now: Instant): boolean {
  const roles: Role[] = rolesOf(by, now);
  return roles.includes('approver') || (by.id === requester && mayAskAs(roles, 'operator'));
}

/**
 * Lets a paused run go on. A pause that was asked for is ended by the requester or an approver. After failures, or where
 * something forbade the next step, the approval was given for another situation: whoever could have given it decides
 * again, and not the requester. Nobody resumes what would not go on: `stop` is what stops it now.
 */
export function resume(
  state: RunState,
  by: Person,
  { now, stop }: { now: Instant; stop?: Stop | undefined },
): Result<Step<'resumed'>, ActRefusal> {
  if (isTerminal(state)) return err({ reason: 'too-late', state: state.is });
  const needs = state.is === 'paused' && state.why !== 'between-waves' ? needsIn(state) : [];
  const no = needs.length > 0 ? refuseAnew(state, by, { needs, now }) : undefined;
  if (no) return err(no);
  if (needs.length === 0 && !isOwnerOrApprover(state, by, now)) return err({ reason: 'no-role', needed: 'approver' });
  if (state.is !== 'paused') return err({ reason: 'too-early', state: state.is });
  if (now >= state.wakeAt) return err({ reason: 'expired', at: state.wakeAt });
  if (stop) return err({ reason: 'stopped', stop });
  return ok({ type: 'resumed', data: { person: by.id } });
}

function refuseAnew(
  state: RunState,
  by: Person,
  { needs, now }: { needs: Need[]; now: Instant },
): ActRefusal | undefined {
  if (by.id === state.requester || sameActor(by, state.by)) return { reason: 'own-request' };
  return refuseApprover(by, { still: needs, meets: [], now });
}

/** Says what became of a host that SSM lost, after somebody looked. It ends the UNKNOWN and frees the host. */
export function settle(
  state: RunState,
  by: Person,
  ask: { now: Instant; host: string; outcome: HostOutcome | undefined; as: 'done' | 'not-done'; because: string },
): Result<Step<'settled'>, ActRefusal> {
  if (!rolesOf(by, ask.now).includes('approver')) return err({ reason: 'no-role', needed: 'approver' });
  if (!isTerminal(state)) return err({ reason: 'too-early', state: state.is });
  if (ask.outcome?.status !== 'unknown') return err({ reason: 'not-unknown', host: ask.host });
  const status = ask.as === 'done' ? 'succeeded' : 'did-not-run';
  const outcome: HostOutcome = {
    ...ask.outcome,
    status,
    detail: `settled as ${ask.as === 'done' ? 'done' : 'not done'}`,
  };
  return ok({ type: 'settled', data: { outcome, because: ask.because } });
}
