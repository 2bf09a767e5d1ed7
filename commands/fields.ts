import type { Field } from '../bot/domain/command.ts';

/** A systemd unit. It begins with a letter or digit, so that it is never an option (`--help`). */
export function serviceName(): Field {
  return {
    allowedPattern: '^[a-z0-9][a-z0-9@._-]{0,62}$',
    allowed: "a unit's name: lower-case letters, digits, `.`, `-`, `_` and `@`, beginning with a letter or digit",
    example: 'nginx',
    label: 'Service',
    known: 'services',
  };
}

/** How many lines of a log: up to a thousand, more is for the log itself. */
export function lineCount(): Field {
  return {
    allowedPattern: '^([1-9][0-9]{0,2}|1000)$',
    allowed: 'a number from 1 to 1000',
    example: '50',
    label: 'Lines',
    default: '50',
  };
}
