import { PRIORITIES } from '../escalation/priority.ts';
import { INCIDENT_KINDS } from '../incident/state.ts';
import type { Shape } from '../table/shape.ts';

/** Which alarms open an incident, as a file has it. */
export const alarmsShape: Shape = {
  is: 'list',
  most: 50,
  of: {
    is: 'object',
    optional: ['kind'],
    fields: {
      match: {
        is: 'text',
        pattern: /^[A-Za-z0-9_.:/*-]{1,120}$/,
        allowed: 'the name of an alarm, with * for any part of it: checkout-*',
      },
      severity: { is: 'one-of', values: PRIORITIES },
      kind: { is: 'one-of', values: INCIDENT_KINDS },
      channel: { is: 'text', pattern: /^[CG][A-Z0-9]{2,20}$/, allowed: 'the id of a channel of Slack’s: C and digits' },
    },
  },
};
