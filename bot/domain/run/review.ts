import { type Actor, type Person, rolesOf, sameActor, samePerson } from '../actor.ts';
import { HOUR, type Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import type { Story } from './apply.ts';
import type { RunEvent } from './event.ts';
import type { HostOutcome } from './outcome.ts';
import type { ActRefusal } from './refusal.ts';
import { isTerminal, type RunState } from './state.ts';

const DAY = 24 * HOUR;
/** After so many days nobody is reminded any more: `waiting` and the record still say that it was never reviewed. */
const DAYS = 7;

/** What an approver found who looked at a break-glass run when it was over. */
export type Review = { by: Actor; person: string; at: Instant; fine: boolean; because: string };

type Reviewed = RunEvent & { type: 'reviewed' };

/** Until when it is to be reviewed: of a break-glass run of which anything reached a host, or may have. */
export function reviewDue(
  { plan }: Pick<Story, 'plan'>,
  outcomes: Iterable<HostOutcome>,
  at: Instant,
): { reviewBy?: Instant } {
  const reached = [...outcomes].some(({ status }) => status !== 'did-not-run' && status !== 'not-started');
  return plan?.breakGlass && reached ? { reviewBy: at + DAY } : {};
}

/**
 * Puts it on record whether a break-glass run was right, or says why not: an approver says so, and nobody of their own run. It is
 * said once.
 */
export function review(
  { state, plan, review: before }: Pick<Story, 'state' | 'plan' | 'review'>,
  by: Person,
  ask: { now: Instant; fine: boolean; because: string },
): Result<Pick<Reviewed, 'type' | 'data'>, ActRefusal> {
  if (samePerson({ ...state.by, id: state.requester }, by)) return err({ reason: 'own-request' });
  if (!rolesOf(by, ask.now).includes('approver')) return err({ reason: 'no-role', needed: 'approver' });
  if (before) return err({ reason: 'already-reviewed', by: before.by });
  if (plan?.breakGlass && !isTerminal(state)) return err({ reason: 'too-early', state: state.is });
  if (!('reviewBy' in state) || state.reviewBy === undefined) return err({ reason: 'nothing-to-review' });
  return ok({ type: 'reviewed', data: { person: by.id, fine: ask.fine, because: ask.because } });
}

export function reviewed(story: Story, { by, at, data }: Reviewed): Story {
  const { state } = story;
  if (state.is !== 'finished' || state.reviewBy === undefined) return story;
  const { reviewBy: _over, ...over } = state;
  return { ...story, review: { by, at, ...data }, state: over };
}

/** Whether this account may still review the run. */
export function reviewWaitsFor(state: RunState, person: Person, now: Instant): boolean {
  const mayReview =
    rolesOf(person, now).includes('approver') && !samePerson({ ...state.by, id: state.requester }, person);
  return state.is === 'finished' && state.reviewBy !== undefined && mayReview && !sameActor(state.by, person);
}

/** When people are reminded of it: half a day before its time, at its time, and each day from then on. */
export function reviewReminders(reviewBy: Instant): Instant[] {
  return [reviewBy - DAY / 2, ...Array.from({ length: DAYS }, (_, days) => reviewBy + days * DAY)];
}
