import type { Builtin } from './builtins.ts';

/** Built-in sentences about what stands in the way of runs. */
export const FREEZE_BUILTINS: readonly Builtin[] = [
  {
    name: 'freeze',
    pattern: 'freeze <environment> […]',
    summary: 'Let nothing but reading run somewhere, `until` a moment or `for` a time; it thaws by itself',
    examples: [
      'freeze production until friday 9:00 because "the sale"',
      'freeze production for 2h because "the network is being repaired"',
      'freeze everything until 2030-12-24 12:00 Europe/Berlin because "the holidays"',
    ],
    roles: ['approver', 'admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'thaw',
    pattern: 'thaw <environment>',
    summary: 'End every freeze of an environment, or one of them by its id, before its time',
    examples: ['thaw production', 'thaw F-4KQ7M because "repaired"'],
    roles: ['approver', 'admin'],
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'lock',
    pattern: 'lock <host> […]',
    summary:
      'Keep a host for yourself, `until` a moment or `for` a time: others run nothing there that does more than read',
    examples: ['lock host-7 for 2h because "looking at a leak"', 'lock host-7 until 18:00 because "a test by hand"'],
    roles: ['operator'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'unlock',
    pattern: 'unlock <host>',
    summary: 'Give a host back that you keep, or, as an approver, that somebody keeps',
    examples: ['unlock host-7', 'unlock host-7 because "she is on leave"'],
    roles: ['operator', 'approver'],
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'stop everything',
    pattern: 'stop everything',
    summary: 'In an emergency: from now on nothing but reading runs, anywhere, until two people lift it',
    examples: ['stop everything because "hosts lose their disks after restarts"'],
    roles: ['operator', 'approver', 'admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'lift',
    pattern: 'lift the stop',
    summary: 'Say that the emergency stop may end: when two people have said so, it does',
    examples: ['lift the stop', 'lift the stop because "the disks were replaced"', 'lift X-4KQ7M'],
    roles: ['approver', 'admin'],
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'calendar',
    pattern: 'calendar [list]',
    summary:
      'Say what may run where now, what is stopped, frozen or kept, what changes next, with a picture in your direct messages; `list`: in words alone',
    examples: ['calendar', 'calendar list'],
    roles: ['operator', 'approver', 'admin', 'developer', 'freeze-approver'],
    risk: 'read',
  },
];
