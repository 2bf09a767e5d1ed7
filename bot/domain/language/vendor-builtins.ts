import type { Builtin } from './builtins.ts';

const ADMIN: Pick<Builtin, 'roles' | 'risk' | 'because'> = { roles: ['admin'], risk: 'decides', because: 'must' };

/** Who may look how a vendor is registered: whoever decides about what is asked of it. */
const LOOK: Pick<Builtin, 'roles' | 'risk'> = {
  roles: ['operator', 'approver', 'admin', 'budget-holder'],
  risk: 'read',
};

/** Built-in sentences about vendors as they are registered. */
export const VENDOR_BUILTINS: readonly Builtin[] = [
  {
    name: 'vendors',
    pattern: 'vendors',
    summary: 'List the vendors, and what each lacks to be asked',
    examples: ['vendors'],
    ...LOOK,
  },
  {
    name: 'vendor',
    pattern: 'vendor <vendor> [picture] [last <time>]',
    summary: 'Show what a vendor was asked: what is open and when it is due, targets kept and missed, paid work',
    examples: ['vendor virtuozzo', 'vendor virtuozzo last 90d', 'vendor virtuozzo picture'],
    roles: [...LOOK.roles, 'circle-owner'],
    risk: 'read',
  },
  {
    name: 'vendor settings',
    pattern: 'vendor <vendor> settings',
    summary: 'Show everything of one vendor, and step by step what is missing, as Slack has it now',
    examples: ['vendor virtuozzo settings'],
    ...LOOK,
  },
  {
    name: 'vendor add',
    pattern: 'vendor add <vendor> <label> organisation <organisations> [channel <channel>]',
    summary: 'Register a vendor: whose people are theirs, and the channel that is shared with them',
    examples: ['vendor add zeta "Zeta Ltd" organisation T0ZETA0001 channel #C0EXTZETA1 because "they run the backups"'],
    ...ADMIN,
  },
  {
    name: 'vendor set',
    pattern: 'vendor set <vendor> <part> to <value>',
    summary:
      'Change a vendor: its channel, organisations, parties, activities, hours, zone, targets, contacts, cost limit, whether its people run what they accepted, and see what that prints',
    examples: [
      'vendor set virtuozzo hours to 8:00-18:00 mon-fri in Europe/Sofia because "their contract"',
      'vendor set virtuozzo targets for major to accept 2h reply 4h done 2d because "their contract"',
      'vendor set virtuozzo cost limit to 5000 EUR a month because "budget of 2027"',
      'vendor set virtuozzo runs to off because "the audit"',
    ],
    ...ADMIN,
  },
  {
    name: 'vendor remove',
    pattern: 'vendor remove <vendor>',
    summary: 'Take a vendor off the records: none of its people can act any more',
    examples: ['vendor remove virtuozzo because "the contract ended"'],
    ...ADMIN,
  },
  {
    name: 'vendor invite',
    pattern: 'vendor invite <vendor> <address>',
    summary: 'Invite somebody of a vendor to the channel that is shared with it',
    examples: ['vendor invite virtuozzo vera@virtuozzo.example because "she leads their support"'],
    ...ADMIN,
  },
];
