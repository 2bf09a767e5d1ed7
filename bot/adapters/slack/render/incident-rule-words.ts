import { PRIORITIES } from '../../../domain/escalation/priority.ts';
import { incidentRule } from '../../../domain/incident/rule.ts';
import type { Policy } from '../../../domain/policy/policy.ts';
import { windowWords } from './change-policy-words.ts';
import { counted } from './text.ts';

/** When incidents are brought to mind, a line a severity. */
export function incidentRuleLines(policy: Pick<Policy, 'incidents'>): string[] {
  const lines = PRIORITIES.map((severity) => {
    const rule = incidentRule(policy, severity);
    const days = counted(rule.reportDays, rule.reportHours === 'business' ? 'business day' : 'day');
    const hours = rule.hours === 'business' ? ' · in business hours' : '';
    return `• ${severity}: update every ${windowWords(rule.updateMinutes)}, lead within ${windowWords(rule.leadMinutes)}, quiet after ${windowWords(rule.quietMinutes)}${hours} · report within ${days}`;
  });
  return ['*Reminders of incidents*', ...lines];
}
