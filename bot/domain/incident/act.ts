import { actorOf, type Person, type Role, rolesOf } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import { FOLLOWERS } from './apply.ts';
import { decideCorrection } from './correct.ts';
import type { Entry } from './entry.ts';
import type { IncidentStep } from './event.ts';
import { refuseOccurred } from './occurred.ts';
import type { IncidentRefusal } from './refusal.ts';
import { type Hits, type ImpactRule, severityOf } from './severity.ts';
import type { IncidentRole, IncidentState, ReminderOf, Severity } from './state.ts';

/** What a person does about an incident. `occurredAt`: when it was so, where that is not now. */
export type IncidentAct =
  | { is: 'severity'; severity?: Severity; impact?: string; hits?: Hits }
  | { is: 'acknowledge' }
  | { is: 'mitigated'; because?: string }
  | { is: 'resolve'; because: string }
  | { is: 'reopen'; because?: string }
  | { is: 'take'; role: IncidentRole }
  | { is: 'leave'; role: IncidentRole }
  /** `next`: in how many milliseconds the next one is to come. */
  | { is: 'update'; text: string; next?: number }
  /** A channel hears the updates from now on, or no longer. */
  | { is: 'follow'; channel: string }
  | { is: 'unfollow'; channel: string }
  | { is: 'note'; text: string; occurredAt?: Instant }
  /** `entry`: its name. Its words or its time are put right, or it is taken off the timeline, or put back. */
  | { is: 'correct'; entry: string; text?: string; occurredAt?: Instant; put?: 'away' | 'back' }
  /** A reminder is put off for so many milliseconds. */
  | { is: 'snooze'; of: ReminderOf; time: number };

/** The steps that a person's act comes to. */
export type IncidentActStep = Extract<
  IncidentStep,
  {
    type:
      | 'severity-set'
      | 'acknowledged'
      | 'mitigated'
      | 'resolved'
      | 'reopened'
      | 'role-taken'
      | 'role-left'
      | 'noted'
      | 'corrected'
      | 'updated'
      | 'followed'
      | 'unfollowed'
      | 'snoozed';
  }
>;

/** Who has a hand in incidents: operators, and whoever is on call. */
export const RESPONDERS: readonly Role[] = ['operator', 'on-call'];

export function mayRespond(by: Person | undefined, now: Instant): boolean {
  return rolesOf(by, now).some((role) => RESPONDERS.includes(role));
}

type Decided = Result<IncidentActStep, IncidentRefusal>;

/** Decides an act on an incident: the one step that it comes to, or why not. `entry`: the one to be corrected, if it is there. */
export function decideIncident(
  state: IncidentState,
  by: Person,
  {
    act,
    now,
    entry,
    impact,
  }: { act: IncidentAct; now: Instant; entry?: Entry | undefined; impact?: readonly ImpactRule[] },
): Decided {
  if (act.is === 'follow' || act.is === 'unfollow') return follow(state, by, { act, now });
  if (!mayRespond(by, now)) return err({ reason: 'no-role', needed: 'operator' });
  switch (act.is) {
    case 'severity':
      return severity(state, act, { ...(impact && { impact }) });
    case 'acknowledge':
    case 'mitigated':
    case 'resolve':
    case 'reopen':
      return move(state, act);
    case 'take':
      return take(state, act.role);
    case 'leave':
      return leave(state, act.role);
    case 'correct':
      return decideCorrection(state, { act, entry, now });
    case 'update':
      return update(act, now);
    case 'note':
      return note(state, act, now);
    case 'snooze':
      return ok({ type: 'snoozed', data: { of: act.of, until: now + act.time } });
    default:
      return act satisfies never;
  }
}

function severity(
  state: IncidentState,
  act: Extract<IncidentAct, { is: 'severity' }>,
  policy: { impact?: readonly ImpactRule[] },
): Decided {
  const wanted = act.severity ?? (act.hits ? severityOf(act.hits, policy) : state.severity);
  const { impact, hits } = act;
  if (wanted === state.severity && impact === undefined && !hits)
    return err({ reason: 'same-severity', severity: wanted });
  return ok({
    type: 'severity-set',
    data: { severity: wanted, ...(impact !== undefined && { impact }), ...(hits && { hits }) },
  });
}

type Move = Extract<IncidentAct, { is: 'acknowledge' | 'mitigated' | 'resolve' | 'reopen' }>;

function move({ is, milestones }: IncidentState, act: Move): Decided {
  if (act.is === 'reopen') {
    return is === 'open' ? err({ reason: 'not-over' }) : ok({ type: 'reopened', data: becauseOf(act) });
  }
  if (is === 'resolved') return err({ reason: 'already', is, ...since(milestones.resolved) });
  switch (act.is) {
    case 'acknowledge':
      return milestones.acknowledged === undefined
        ? ok({ type: 'acknowledged', data: {} })
        : err({ reason: 'already', is: 'acknowledged', since: milestones.acknowledged });
    case 'mitigated':
      return is === 'mitigated'
        ? err({ reason: 'already', is, ...since(milestones.mitigated) })
        : ok({ type: 'mitigated', data: becauseOf(act) });
    case 'resolve':
      return ok({ type: 'resolved', data: { because: act.because } });
    default:
      return act satisfies never;
  }
}

function becauseOf({ because }: { because?: string }): { because?: string } {
  return because === undefined ? {} : { because };
}

function since(at: Instant | undefined): { since?: Instant } {
  return at === undefined ? {} : { since: at };
}

/** A role is taken over from whoever has it by leaving it first: two leads are none. */
function take({ roles }: IncidentState, role: IncidentRole): Decided {
  const held = roles[role];
  return held ? err({ reason: 'role-held', role, by: actorOf(held) }) : ok({ type: 'role-taken', data: { role } });
}

/** Whoever leads may have gone to bed: anybody who responds frees a role, and it is on record who did. */
function leave({ roles }: IncidentState, role: IncidentRole): Decided {
  return roles[role] ? ok({ type: 'role-left', data: { role } }) : err({ reason: 'role-free', role });
}

function update({ text, next }: Extract<IncidentAct, { is: 'update' }>, now: Instant): Decided {
  return ok({ type: 'updated', data: { text, ...(next !== undefined && { nextAt: now + next }) } });
}

/** Whoever may read incidents lets a channel follow: what others read there is an allow-list. */
const READERS: readonly Role[] = [...RESPONDERS, 'approver', 'admin'];

function follow(
  { followers }: IncidentState,
  by: Person,
  { act: { is, channel }, now }: { act: Extract<IncidentAct, { is: 'follow' } | { is: 'unfollow' }>; now: Instant },
): Decided {
  if (!rolesOf(by, now).some((role) => READERS.includes(role))) return err({ reason: 'no-role', needed: 'operator' });
  const follows = followers.includes(channel);
  if (is === 'unfollow')
    return follows ? ok({ type: 'unfollowed', data: { channel } }) : err({ reason: 'not-following' });
  if (follows) return err({ reason: 'following' });
  if (followers.length >= FOLLOWERS) return err({ reason: 'too-many-followers', most: FOLLOWERS });
  return ok({ type: 'followed', data: { channel } });
}

function note(
  { milestones }: IncidentState,
  { text, occurredAt }: Extract<IncidentAct, { is: 'note' }>,
  now: Instant,
): Decided {
  if (occurredAt === undefined) return ok({ type: 'noted', data: { text } });
  const refusal = refuseOccurred(occurredAt, { detected: milestones.detected, now });
  if (refusal) return err(refusal);
  return ok({ type: 'noted', data: { text, occurredAt: Math.min(occurredAt, now) } });
}
