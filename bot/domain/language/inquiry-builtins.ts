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
];
