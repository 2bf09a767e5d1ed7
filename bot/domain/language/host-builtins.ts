import type { Builtin } from './builtins.ts';

const admins = { roles: ['admin'], risk: 'decides', because: 'must' } as const;

/** What admins say of the fleet itself: who belongs to it, and the groups and regions that there are. */
export const HOST_BUILTINS: readonly Builtin[] = [
  {
    name: 'add host',
    pattern: 'add host <name> to <group> as <kind> in <environment> from <instance>',
    summary: 'Make a registered instance a host of the fleet; a second admin confirms it, then `set up` makes it ready',
    examples: [
      'add host host-11 to users-2 as user host in production from i-0abc1234def567890 because "more customers"',
      'add host host-12 to users-2 as user host in staging from mi-0abc1234def567890 because "its stand-in"',
    ],
    ...admins,
  },
  {
    name: 'add group',
    pattern: 'add group <name> [in <region>]',
    summary: 'Let hosts join a new group, or give a group its region; a second admin confirms it',
    examples: [
      'add group users-2 because "the second cluster"',
      'add group users-2 in eu-south because "customers in Italy"',
    ],
    ...admins,
  },
  {
    name: 'add region',
    pattern: 'add region <name>',
    summary: 'Let groups of hosts stand in a new region; a second admin confirms it',
    examples: ['add region eu-south because "customers in Italy"'],
    ...admins,
  },
];
