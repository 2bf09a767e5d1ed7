import type { DayHours, Weekday, WeekStretch } from '../../../domain/calendar/week.ts';
import { WEEKDAYS } from '../../../domain/calendar/week.ts';
import type { PolicyEdit } from '../../../domain/policy/edit.ts';
import { type ChangeHours, changeHours, changeRule, zoneOf } from '../../../domain/policy/hours.ts';
import type { ChangeRule, PolicyBody } from '../../../domain/policy/policy.ts';
import { ENVIRONMENTS } from '../../../domain/target.ts';
import type { Reading } from './rendered.ts';
import { code, counted, inline, listed } from './text.ts';
import { when } from './when.ts';

/** `Sunday to Friday 08:00–18:00` */
export function hoursWords({ days, from, to }: DayHours): string {
  return `${daysWords(days)} ${from}–${to}`;
}

/** Days in a row are said by the first and the last of them. */
function daysWords(days: readonly Weekday[]): string {
  const [first, last] = [days[0], days.at(-1)];
  const numbers = days.map((day) => WEEKDAYS.indexOf(day));
  const inRow = numbers.every((number, at) => at === 0 || number === ((numbers[at - 1] ?? 0) + 1) % 7);
  if (first && last && days.length > 2 && inRow) return `${titled(first)} to ${titled(last)}`;
  return listed(days.map(titled));
}

/** `Thursday 00:00 to Sunday 00:00` */
export function stretchWords({ from, to }: WeekStretch): string {
  return `${titled(from)} to ${titled(to)}`;
}

function titled(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `never from Thursday 00:00 to Sunday 00:00, in business hours, after staging within 14 days`. */
export function ruleOfChangesWords(rule: Omit<ChangeRule, 'environment'> | undefined): string {
  const { closed = [], hours, stagingFirstDays } = rule ?? {};
  const parts = [
    ...(closed.length > 0 ? [`never from ${listed(closed.map(stretchWords))}`] : []),
    ...(hours === 'business' ? ['in business hours'] : []),
    ...(stagingFirstDays === undefined ? [] : [`after staging within ${counted(stagingFirstDays, 'day')}`]),
  ];
  return parts.length === 0 ? 'at any time' : parts.join(', ');
}

/** What the policy says of time: nothing where it says nothing. */
export function policyHoursLines(policy: PolicyBody, { now }: Reading): string[] {
  const zone = inline(zoneOf(policy), 40);
  const hours = [
    ...(policy.businessHours ? [`business hours ${hoursWords(policy.businessHours)}`] : []),
    ...(policy.onCall ? [`on call ${hoursWords(policy.onCall)}, which stops nothing`] : []),
  ];
  const changes = ENVIRONMENTS.flatMap((environment) => {
    const rule = changeRule(policy, environment);
    if (!rule) return [];
    const open = openWords(changeHours(policy, environment, now), now);
    return [`• changes in ${environment}: ${ruleOfChangesWords(rule)} · ${open}`];
  });
  const calendars = (policy.calendars ?? []).map(
    ({ environment, calendar }) =>
      `• ${environment} is closed to all but reading when ${code(calendar, 100)} is (SSM Change Calendar), or does not answer`,
  );
  const lines = [...(hours.length > 0 ? [`• ${hours.join('; ')} (${zone})`] : []), ...changes, ...calendars];
  return lines.length === 0 ? [] : ['*Hours*', ...lines];
}

/** `open now, until …`; `closed now, opens …`. */
export function openWords(hours: ChangeHours, now: number): string {
  if (hours.open) return `open now${hours.until === undefined ? '' : `, until ${when(hours.until, now)}`}`;
  return `closed now${hours.opens === undefined ? '' : `, opens ${when(hours.opens, now)}`}`;
}

/** What an edit sets, behind `Set`. */
export function hoursEditWords(edit: Extract<PolicyEdit, { set: 'zone' | 'hours' | 'changes' }>): string {
  if (edit.set === 'zone') return `the time zone to ${inline(edit.zone, 40)}`;
  if (edit.set === 'hours') {
    return `${edit.of === 'onCall' ? 'on-call hours' : 'business hours'} to ${hoursWords(edit.hours)}`;
  }
  const where = listed(edit.environments);
  switch (edit.gate) {
    case 'closed':
      return edit.closed.length === 0
        ? `no closed days for changes in ${where}`
        : `changes in ${where} closed from ${listed(edit.closed.map(stretchWords))}`;
    case 'hours':
      return `the hours of changes in ${where} to ${edit.hours === 'any' ? 'any' : 'business hours'}`;
    case 'staging-first':
      return edit.days === 'none'
        ? `changes in ${where} without staging first`
        : `changes in ${where} to those tried on staging within ${counted(edit.days, 'day')}`;
    default:
      return edit satisfies never;
  }
}
