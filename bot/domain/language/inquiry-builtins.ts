import type { Builtin } from './builtins.ts';

/** Built-in sentences that the worker answers. */
export const INQUIRY_BUILTINS: readonly Builtin[] = [
  {
    name: 'output',
    pattern: 'output <run> [<host>] [grep <word>] [as file]',
    summary: 'Show what a host printed, all of it as it is stored: its end, the lines with a word, or as a file',
    examples: [
      'output R-8C2MX',
      'output R-8C2MX host-7',
      'output R-8C2MX host-7 grep "connection refused"',
      'output R-8C2MX host-7 as file',
    ],
    roles: ['operator', 'approver', 'admin', 'developer'],
    risk: 'read',
  },
  {
    name: 'audit',
    pattern: 'audit <run>, or audit [by <person>] [on <host>] [of <activity>] [last <time>]',
    summary:
      'Show every event of a run, a change or a request with its evidence; or find what is on record about somebody',
    examples: [
      'audit R-8C2MX',
      'audit C-4KQ7M',
      'audit by @U0123456789',
      'audit on host-7 last 7 days',
      'audit "Restarting Processes" last 30d',
    ],
    roles: ['admin'],
    risk: 'read',
  },
  {
    name: 'audit verify',
    pattern: 'audit verify',
    summary: 'Check that no event of the record was changed, taken out or put in, and compare all with their copies',
    examples: ['audit verify'],
    roles: ['admin'],
    risk: 'read',
  },
  {
    name: 'audit export',
    pattern: 'audit export [<run>] [last <time>]',
    summary: 'Get events with their hashes as JSON lines, which anybody can check without Remit',
    examples: ['audit export R-8C2MX', 'audit export last 7 days', 'audit export'],
    roles: ['admin'],
    risk: 'read',
  },
];
