import { MINUTE } from '../instant.ts';
import type { Policy } from '../policy/policy.ts';
import type { Severity } from './state.ts';

/** Minutes that a reminder may be set to: a week at most. */
export const REMINDER_MINUTES = { least: 1, most: 7 * 24 * 60 } as const;
/** Days within which a report may be due. */
export const REPORT_DAYS = { least: 1, most: 90 } as const;

/**
 * What the policy says of incidents of a severity; what it leaves out is as ships. Minutes after which it is brought to mind that an
 * update is due, that nobody leads it, that nothing was heard of it; days within which its report is due. `hours`: its
 * clocks and reminders run in business hours alone; `reportHours`: its days are business days.
 */
export type IncidentRule = {
  severity: Severity;
  updateMinutes?: number;
  leadMinutes?: number;
  quietMinutes?: number;
  reportDays?: number;
  hours?: 'business';
  reportHours?: 'business';
};

type Whole = Required<Omit<IncidentRule, 'hours' | 'reportHours'>> & Pick<IncidentRule, 'hours' | 'reportHours'>;

/** Reviews within 3 days of what is critical, 5 business days of the rest, as PagerDuty's practice has it. */
const AS_SHIPPED: Record<Severity, Whole> = {
  critical: { severity: 'critical', updateMinutes: 30, leadMinutes: 5, quietMinutes: 60, reportDays: 3 },
  major: {
    ...{ severity: 'major', updateMinutes: 60, leadMinutes: 15, quietMinutes: 120 },
    ...{ reportDays: 5, reportHours: 'business' },
  },
  minor: {
    ...{ severity: 'minor', updateMinutes: 4 * 60, leadMinutes: 60, quietMinutes: 24 * 60, hours: 'business' },
    ...{ reportDays: 5, reportHours: 'business' },
  },
};

/** A rule of the policy says all that it says of hours: without `hours` they run round the clock. */
export function incidentRule({ incidents = [] }: Pick<Policy, 'incidents'>, severity: Severity): Whole {
  const rule = incidents.find((one) => one.severity === severity);
  if (!rule) return AS_SHIPPED[severity];
  const { hours: _hours, reportHours: _reportHours, ...minutes } = AS_SHIPPED[severity];
  return { ...minutes, ...rule };
}

export function inMinutes(minutes: number): number {
  return minutes * MINUTE;
}
