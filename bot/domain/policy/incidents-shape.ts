import { PRIORITIES } from '../escalation/priority.ts';
import { REMINDER_MINUTES, REPORT_DAYS } from '../incident/rule.ts';
import { type ImpactRule, WHOM } from '../incident/severity.ts';
import type { Fault, Shape } from '../table/shape.ts';
import { ENVIRONMENTS } from '../target.ts';
import type { PolicyBody } from './policy.ts';

const reminder: Shape = { is: 'integer', ...REMINDER_MINUTES };
const business: Shape = { is: 'one-of', values: ['business'] };
/** When incidents of a severity are brought to mind, as a file has it. */
export const incidentShape: Shape = {
  is: 'object',
  optional: ['updateMinutes', 'leadMinutes', 'quietMinutes', 'reportDays', 'hours', 'reportHours'],
  fields: {
    severity: { is: 'one-of', values: PRIORITIES },
    updateMinutes: reminder,
    leadMinutes: reminder,
    quietMinutes: reminder,
    reportDays: { is: 'integer', ...REPORT_DAYS },
    hours: business,
    reportHours: business,
  },
};

/** How severe an incident is by its impact, as a file has it: one rule for each that can be told apart, and one for the rest. */
export const impactShape: Shape = {
  is: 'list',
  most: 12,
  of: {
    is: 'object',
    optional: ['whom', 'environment'],
    fields: {
      whom: { is: 'one-of', values: WHOM },
      environment: { is: 'one-of', values: ENVIRONMENTS },
      severity: { is: 'one-of', values: PRIORITIES },
    },
  },
};

/** A severity has one rule, and hours that are counted are said. */
export function faultsOfIncidents({ incidents = [], businessHours }: PolicyBody): Fault[] {
  return incidents.flatMap(({ severity, hours, reportHours }, at): Fault[] => {
    const twice = incidents.findIndex((one) => one.severity === severity) < at;
    const wanting = businessHours === undefined && (hours ?? reportHours) !== undefined;
    const path = `incidents[${at}]`;
    return [
      ...(twice ? [{ path: `${path}.severity`, got: JSON.stringify(severity), allowed: 'each severity once' }] : []),
      ...(wanting ? [{ path, got: 'hours of business', allowed: 'only beside businessHours, which say when' }] : []),
    ];
  });
}

/** A rule behind one that holds wherever it does never decides. */
export function faultsOfImpact({ impact = [] }: PolicyBody): Fault[] {
  return impact.flatMap((rule, at) => {
    const before = impact.slice(0, at).findIndex((one) => covers(one, rule));
    if (before < 0) return [];
    const allowed = `what impact[${before}] does not decide already: the first rule that fits does`;
    return [{ path: `impact[${at}]`, got: JSON.stringify(rule), allowed }];
  });
}

function covers(one: ImpactRule, { whom, environment }: ImpactRule): boolean {
  return (one.whom ?? whom) === whom && (one.environment ?? environment) === environment;
}
