import { type Actor, type Person, rolesOf, samePerson } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import type { ScheduleStory } from './apply.ts';
import type { ScheduleStep } from './event.ts';
import { nextTime } from './next-time.ts';
import type { ScheduleRefusal } from './refusal.ts';
import { isOpen } from './state.ts';

export type ScheduleAct = 'pause' | 'resume' | 'end';

/** Decides an act on a schedule. Whoever owns it may, and who decides for others: approvers and admins. */
export function decideOnSchedule(
  { state, repeats, by: owner }: ScheduleStory,
  by: Person,
  { act, because, now }: { act: ScheduleAct; because?: string | undefined; now: Instant },
): Result<ScheduleStep, ScheduleRefusal> {
  if (!isTheirs({ ...owner, id: repeats.requester }, by, now)) return err({ reason: 'not-yours' });
  if (!isOpen(state)) return err({ reason: 'not-now', state: state.is });
  const why = { why: 'asked' as const, ...(because !== undefined && { because }) };
  if (act === 'end') return ok({ type: 'ended', data: why });
  if ((act === 'pause') === (state.is === 'paused')) return err({ reason: 'not-now', state: state.is });
  if (act === 'pause') return ok({ type: 'paused', data: why });
  return ok({ type: 'resumed', data: { next: nextTime(repeats.command.when, { after: now, zone: state.zone }) } });
}

function isTheirs(owner: Actor & { id: string }, by: Person, now: Instant): boolean {
  return samePerson(owner, by) || rolesOf(by, now).some((role) => role === 'approver' || role === 'admin');
}
