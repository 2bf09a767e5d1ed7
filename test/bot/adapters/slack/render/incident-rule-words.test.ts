import { describe, expect, it } from 'vitest';
import { incidentRuleLines } from '../../../../../bot/adapters/slack/render/incident-rule-words.ts';

describe('incidentRuleLines', () => {
  it('says of each severity when it is brought to mind, as the policy has it or as it ships', () => {
    expect(incidentRuleLines({ incidents: [{ severity: 'major', updateMinutes: 90, reportDays: 1 }] })).toEqual([
      '*Reminders of incidents*',
      '• critical: update every 30 minutes, lead within 5 minutes, quiet after 1 h · report within 3 days',
      '• major: update every 1 h 30 min, lead within 15 minutes, quiet after 2 h · report within 1 day',
      '• minor: update every 4 h, lead within 1 h, quiet after 24 h · in business hours · report within 5 business days',
    ]);
  });
});
