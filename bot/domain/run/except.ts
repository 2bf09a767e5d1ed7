import { type Actor, type Person, rolesOf, sameActor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import { notWaiting } from './act.ts';
import type { Story } from './apply.ts';
import type { RunEvent } from './event.ts';
import { mayBeExcepted, type Stop, stopKey } from './gates.ts';
import type { ActRefusal } from './refusal.ts';
import { beforeSending, change, ready } from './steps.ts';

/** An exception that somebody gave to one run: past what, and why. */
export type Given = { by: Actor; person: string; at: Instant; covers: string[]; because: string };

type Excepted = RunEvent & { type: 'excepted' };

/** The keys of what a run was let past. */
export function covered({ exceptions }: Pick<Story, 'exceptions'>): string[] {
  return exceptions.flatMap(({ covers }) => covers);
}

/**
 * Lets one run past everything that stops it now, or says why not. `stops`: what does, and was not excepted yet.
 *
 * It is bound to the plan that was shown. It approves nothing: whoever has to approve still has to.
 */
export function except(
  { state }: Pick<Story, 'state'>,
  by: Person,
  ask: { now: Instant; plan?: string; stops: readonly Stop[]; because: string },
): Result<Pick<Excepted, 'type' | 'data'>, ActRefusal> {
  if (by.id === state.requester || sameActor(by, state.by)) return err({ reason: 'own-request' });
  if (!rolesOf(by, ask.now).includes('freeze-approver')) return err({ reason: 'no-role', needed: 'freeze-approver' });
  if (state.is !== 'waiting') return err(notWaiting(state));
  if (ask.now >= state.expiresAt) return err({ reason: 'expired', at: state.expiresAt });
  if (ask.plan !== undefined && !state.digest.startsWith(ask.plan)) return err({ reason: 'other-plan' });
  const final = ask.stops.find((stop) => !mayBeExcepted(stop));
  if (final) return err({ reason: 'stopped', stop: final });
  if (ask.stops.length === 0) return err({ reason: 'nothing-to-except' });
  const covers = [...new Set(ask.stops.map(stopKey))];
  return ok({ type: 'excepted', data: { digest: state.digest, person: by.id, covers, because: ask.because } });
}

/** The story with the exception: what wanted nothing else is approved by it. */
export function excepted(story: Story, { by, at, data }: Excepted): Story {
  if (story.state.is !== 'waiting') return story;
  const { person, covers, because } = data;
  const exceptions = [...story.exceptions, { by, person, at, covers, because }];
  const told = { ...story, exceptions };
  return change(told, (state) =>
    state.is === 'waiting' && state.wants === 0 ? { ...beforeSending(state), ...ready(story.plan) } : state,
  );
}
