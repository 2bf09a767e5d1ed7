import { type Person, samePerson } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import { counts, needsOf } from '../domain/need.ts';
import { reviewReminders, reviewWaitsFor } from '../domain/run/review.ts';
import type { ReadRun } from './append-run.ts';
import { nudgeThose, tellDirectly } from './ask-approvers.ts';
import type { TendDeps } from './deps.ts';
import { everybodyNow } from './everybody.ts';

/**
 * Tells whoever could have approved a break-glass run, at once and where they are: the card in their direct messages. Nothing of the
 * run waits for it; whoever comes later makes up for what failed.
 */
export async function tellOfBreakGlass(deps: TendDeps, run: ReadRun): Promise<void> {
  if (!run.story.plan?.breakGlass) return;
  await tellDirectly(deps, run, () => wouldHaveApproved(deps, run));
}

async function wouldHaveApproved({ ledger, now }: TendDeps, { story }: ReadRun): Promise<Person[]> {
  const needs = needsOf(story.plan?.breakGlass?.instead ?? 'none');
  const wanted = needs.length > 0 ? needs : [{ of: 1, from: 'approver' as const }];
  const requester = { ...story.by, id: story.asked.requester };
  const everybody = await everybodyNow(ledger, now());
  const may = everybody.filter(
    (person) =>
      person.team === story.by.team &&
      !samePerson(person, requester) &&
      wanted.some((need) => counts(person, need, now())),
  );
  return may.filter((person, at) => may.findIndex(({ id }) => id === person.id) === at);
}

/** Reminds of a review that nobody has made. Returns when to look again; never again when it was made, or after a week. */
export async function awaitReview(deps: TendDeps, run: ReadRun): Promise<Instant | undefined> {
  const { state } = run.story;
  if (state.is !== 'finished' || state.reviewBy === undefined) return undefined;
  const { reviewBy } = state;
  const times = reviewReminders(reviewBy);
  const passed = times.filter((at) => at <= deps.now());
  const last = passed.at(-1);
  if (last !== undefined) {
    const is = last < reviewBy ? 'review' : 'review-overdue';
    const may = (await everybodyNow(deps.ledger, deps.now())).filter((one) => reviewWaitsFor(state, one, deps.now()));
    await nudgeThose(deps, run, may, { is, effect: `${is}-${passed.length}` });
  }
  return times[passed.length];
}
