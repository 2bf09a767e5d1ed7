import type { Field } from '../bot/domain/command.ts';

const SET = '[a-z][a-z0-9]{0,15}';
const MOMENT = '20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[1-2][0-9]|3[0-1])';
const CLOCK = '([0-1][0-9]|2[0-3])[0-5][0-9]';

/** What is backed up together: `etc`, `data`, or what a file in the host's /etc/remit/backup.d is called. `all` of them. */
export function backupSet(): Field {
  return {
    allowedPattern: `^${SET}$`,
    allowed: 'a backup set: a lower-case letter, then at most 15 lower-case letters and digits; or `all`',
    example: 'etc',
    label: 'Set',
    default: 'all',
  };
}

/** One backup by its id, which is its set and when it was begun (UTC), or the newest of a set by the set's name. */
export function backupName(): Field {
  return {
    allowedPattern: `^${SET}(-${MOMENT}-${CLOCK}[0-5][0-9])?$`,
    allowed:
      "a backup's id, as `backup list` says it (set, `-`, date, `-`, time in UTC), or the name of a set for its newest: lower-case letters and digits",
    example: 'etc-20261121-184500',
    label: 'Backup',
  };
}

/** One file or directory out of a backup; `everything` where none is said. */
export function backedUpPath(): Field {
  return {
    allowedPattern: '^(everything|(/[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}){1,12})$',
    allowed:
      'a file or directory by its whole path, at most twelve folders deep: letters, digits, `.`, `_`, `@`, `+`, `-`; no part begins with `.`, `@`, `+` or `-`; or `everything`',
    example: '/etc/nginx',
    label: 'Only',
    default: 'everything',
  };
}

/** A point in time as ids have it: `20261121`, the end of that day, or `20261121-1845`, in UTC. */
export function pointInTime(): Field {
  return {
    allowedPattern: `^(now|${MOMENT}(-${CLOCK})?)$`,
    allowed: 'a date such as `20261121`, perhaps `-` and a time in UTC such as `1845`; or `now`',
    example: '20261121-1845',
    label: 'At',
    default: 'now',
  };
}
