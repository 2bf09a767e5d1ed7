import type { DayHours, WeekStretch } from '../calendar/week.ts';
import type { PolicyEdit } from '../policy/edit.ts';
import type { Environment } from '../target.ts';

/** `policy set approval window to 45 minutes`; `policy set zone to Europe/Berlin`; `add group users-2 in eu-south`. */
export function writePolicyEdit(edit: PolicyEdit): string {
  switch (edit.set) {
    case 'region':
      return `add region ${edit.region}`;
    case 'group':
      return `add group ${edit.name}${edit.region === undefined ? '' : ` in ${edit.region}`}`;
    default:
      return `policy set ${writeSet(edit)}`;
  }
}

function writeSet(edit: Exclude<PolicyEdit, { set: 'region' | 'group' }>): string {
  switch (edit.set) {
    case 'window':
      return `approval window to ${edit.minutes} minutes`;
    case 'approvals':
      return writeApprovals(edit);
    case 'zone':
      return `zone to ${edit.zone}`;
    case 'hours':
      return `${edit.of === 'onCall' ? 'on call' : 'business hours'} to ${writeHours(edit.hours)}`;
    case 'changes':
      return writeChanges(edit);
    default:
      return edit satisfies never;
  }
}

function writeApprovals({ risks, environments, wants, hosts }: Extract<PolicyEdit, { set: 'approvals' }>): string {
  const [risk, other] = risks;
  const of = `${risk === undefined || other !== undefined ? '' : ` for ${risk}`}${within(environments)}`;
  const many = hosts === undefined ? '' : ` on ${hosts} hosts or more`;
  return `approvals${of}${many} to ${wants === 'none' ? wants : `${wants.of} ${wants.from}${wants.of === 1 ? '' : 's'}`}`;
}

function writeChanges(edit: Extract<PolicyEdit, { set: 'changes' }>): string {
  const where = within(edit.environments);
  switch (edit.gate) {
    case 'closed':
      return `closed${where} to ${edit.closed.length === 0 ? 'never' : edit.closed.map(writeStretch).join(', ')}`;
    case 'hours':
      return `change hours${where} to ${edit.hours === 'any' ? 'any' : 'business hours'}`;
    case 'staging-first':
      return `staging first${where} to ${edit.days === 'none' ? 'none' : `${edit.days} days`}`;
    default:
      return edit satisfies never;
  }
}

function within([environment, other]: readonly Environment[]): string {
  return environment === undefined || other !== undefined ? '' : ` in ${environment}`;
}

/** `sunday, monday 08:00-18:00` */
export function writeHours({ days, from, to }: DayHours): string {
  return `${days.join(', ')} ${from}-${to}`;
}

/** `thursday 00:00 - sunday 00:00` */
export function writeStretch({ from, to }: WeekStretch): string {
  return `${from} - ${to}`;
}
