import { HOUR, type Instant, MINUTE } from '../instant.ts';
import { afterCounted, countedTime, daysAfter } from './business.ts';
import type { ClockPolicy } from './clocks.ts';
import { incidentRule, inMinutes } from './rule.ts';
import type { IncidentState, ReminderOf } from './state.ts';

export const REMINDERS = ['lead', 'update', 'quiet', 'report'] as const satisfies readonly ReminderOf[];

/** What is brought to mind next, and when; `at` may have passed. */
export type Reminder = { of: ReminderOf; at: Instant };

const DAY = 24 * HOUR;
/** Reminders of one thing that are so near to each other are one. */
const TOGETHER = 5 * MINUTE;

/**
 * The next reminder of an incident; none when nothing is left to remind of. Of two at once the first in this order: who leads it, what people
 * are told, that it is quiet, the report.
 *
 * What is not heeded comes again after twice the time: an hour for an update that was due after half an hour. A snooze
 * holds until its end. `lastAt`: when something last happened on the timeline.
 */
export function nextReminder(
  state: IncidentState,
  { lastAt }: { lastAt?: Instant },
  policy: ClockPolicy,
): Reminder | undefined {
  const all = [...whileOpen(state, lastAt, policy), ...report(state, policy)].filter(({ of }) => isWanted(state, of));
  const moments = all.map(({ of, at }) => ({ of, at: Math.max(at, state.snoozed[of] ?? at) }));
  return moments.reduce<Reminder | undefined>((first, one) => (first && first.at <= one.at ? first : one), undefined);
}

/** Whether there is anything left to remind of. */
export function isWanted({ is, roles, report: stands }: IncidentState, of: ReminderOf): boolean {
  if (of === 'report') return is === 'resolved' && stands !== 'done';
  return of === 'lead' ? is === 'open' && !roles.lead : is !== 'resolved';
}

/** A lead who hands over leaves the role for a moment; and what was resolved for a week was nobody's to tell of. */
function whileOpen(state: IncidentState, lastAt: Instant | undefined, policy: ClockPolicy): Reminder[] {
  const { severity, milestones, lastUpdate, reminded, unled = 0, again: reopened = 0 } = state;
  const rule = incidentRule(policy, severity);
  const again = (of: ReminderOf, base: Instant, minutes: number) => {
    const before = reminded[of];
    const first = afterCounted(policy, rule.hours, base, inMinutes(minutes));
    if (before === undefined || before < base) return first;
    const waited = countedTime(policy, rule.hours, base, before);
    return afterCounted(policy, rule.hours, before, Math.max(waited, inMinutes(minutes)));
  };
  const begun = Math.max(milestones.declared, reopened);
  const told = Math.max(lastUpdate?.at ?? 0, begun);
  const heard = Math.max(milestones.declared, lastAt ?? 0, told, ...Object.values(reminded));
  const update = Math.max(promised(state), again('update', told, rule.updateMinutes), state.snoozed.update ?? 0);
  const quiet = afterCounted(policy, rule.hours, heard, inMinutes(rule.quietMinutes));
  return [
    { of: 'lead', at: again('lead', Math.max(begun, unled), rule.leadMinutes) },
    { of: 'update', at: update },
    // Who is asked for an update in a moment needs not be asked how it stands, too.
    ...(update <= quiet + TOGETHER ? [] : [{ of: 'quiet' as const, at: quiet }]),
  ];
}

/** Whoever said when the next update comes is not reminded before. */
function promised({ lastUpdate }: IncidentState): Instant {
  return lastUpdate?.nextAt ?? 0;
}

/** Once a day from the day on which it is due. */
function report({ milestones, severity, reminded }: IncidentState, policy: ClockPolicy): Reminder[] {
  if (milestones.resolved === undefined) return [];
  const { reportDays, reportHours } = incidentRule(policy, severity);
  const due = daysAfter(policy, reportHours, milestones.resolved, reportDays);
  return [{ of: 'report', at: Math.max(due, (reminded.report ?? 0) + DAY) }];
}
