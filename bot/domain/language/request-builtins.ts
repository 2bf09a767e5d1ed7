import type { Builtin } from './builtins.ts';

/** What may be read of requests to a vendor and of custom configuration: a budget holder decides on some of it. */
const READERS: Builtin['roles'] = ['operator', 'approver', 'admin', 'budget-holder'];

const OWNERS: Builtin['roles'] = ['circle-owner'];

/** What a circle owner says of what was asked of them. */
const OWNED: readonly Builtin[] = [
  {
    name: 'accept',
    pattern: 'accept <request> [eta <time>]',
    summary: 'Take what was escalated to the circle owners, and say when it will be done',
    examples: ['accept E-4KQ7M eta 30m'],
    roles: OWNERS,
    risk: 'decides',
  },
  {
    name: 'decline',
    pattern: 'decline <request>',
    summary: 'Say no to what was escalated to the circle owners',
    examples: ['decline E-4KQ7M because "the contract does not cover it"'],
    roles: OWNERS,
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'ask',
    pattern: 'ask <request> <text>',
    summary: 'Ask back about what was escalated to the circle owners',
    examples: ['ask E-4KQ7M "since when?"'],
    roles: OWNERS,
    risk: 'decides',
  },
  {
    name: 'progress',
    pattern: 'progress <request> <text> [eta <time>]',
    summary: 'Say how far what was escalated to the circle owners is',
    examples: ['progress E-4KQ7M "their manager is on the phone" eta 1h'],
    roles: OWNERS,
    risk: 'decides',
  },
  {
    name: 'done',
    pattern: 'done <request> [<text>]',
    summary: 'Say that what was escalated to the circle owners is done',
    examples: ['done E-4KQ7M "they are on it since 11:20"'],
    roles: OWNERS,
    risk: 'decides',
  },
];

/** Built-in sentences about what is asked of a vendor, and about what was agreed with it. */
export const REQUEST_BUILTINS: readonly Builtin[] = [
  {
    name: 'requests',
    pattern: 'requests',
    summary: 'List the requests to vendors that are prepared or sent',
    examples: ['requests'],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'send',
    pattern: 'send <request> [as <priority>] [by <day>] [with <run>] [naming <names>]',
    summary: 'Send a prepared request to the vendor, with the output of a reading of its targets and a word to them',
    examples: [
      'send E-4KQ7M',
      'send E-4KQ7M as critical by 2026-12-24 18:00',
      'send E-4KQ7M with R-8C2MX because "it began at 10:00"',
    ],
    roles: ['operator', 'admin'],
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'escalate',
    pattern: 'escalate <text> to <receiver> [<priority>] [on <targets>] [by <day>] [naming <names>]',
    summary: 'Ask a vendor for anything that no command is for, or our own circle owners: it is sent at once',
    examples: [
      'escalate "the storage node is slow since 10:00" to virtuozzo major',
      'escalate "nobody of Virtuozzo answers" to circle-owner critical because "checkout is down"',
    ],
    roles: ['operator', 'admin'],
    risk: 'decides',
    because: 'may',
  },
  ...OWNED,
  {
    name: 'withdraw',
    pattern: 'withdraw <request>',
    summary: 'Take back a request to a vendor',
    examples: ['withdraw E-4KQ7M', 'withdraw E-4KQ7M because "done by hand"'],
    roles: ['operator', 'admin'],
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'reply',
    pattern: 'reply <request> <text> [naming <names>]',
    summary: 'Say something to the vendor, below their card of a request; they read it in the name of our organisation',
    examples: ['reply E-4KQ7M "the first of the two gates"', 'reply E-4KQ7M "as on host-7" naming host-7'],
    roles: ['operator', 'admin'],
    risk: 'decides',
  },
  {
    name: 'reopen request',
    pattern: 'reopen <request> [naming <names>]',
    summary: 'Give back to the vendor what they said to be done, and is not; they read why',
    examples: ['reopen E-4KQ7M because "it is down again"'],
    roles: ['operator', 'admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'record',
    pattern: 'record <request> <word> [if <condition>]',
    summary: 'Put on record what the vendor said elsewhere about safety: safe, unsafe, or safe if …',
    examples: [
      'record E-4KQ7M safe because "Vera of Virtuozzo, by phone at 14:10"',
      'record E-4KQ7M unsafe because "ticket 4711: it breaks replication"',
      'record E-4KQ7M safe if "the gate is drained first" because "ticket 4711"',
    ],
    roles: ['admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'approve cost',
    pattern: 'approve cost <request> [at <amount>]',
    summary: 'Approve what a vendor wants for paid work; without the amount you are shown it first',
    examples: ['approve cost E-4KQ7M', 'approve cost E-4KQ7M at 1250.00 EUR'],
    roles: ['budget-holder'],
    risk: 'decides',
  },
  {
    name: 'deny cost',
    pattern: 'deny cost <request>',
    summary: 'Deny what a vendor wants for paid work: the request ends',
    examples: ['deny cost E-4KQ7M because "too much for one address"'],
    roles: ['budget-holder'],
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'budget',
    pattern: 'budget [<vendor>] [<month>]',
    summary: 'Show what was spent with vendors in a month, of which limit, and on what',
    examples: ['budget', 'budget virtuozzo', 'budget virtuozzo 2026-11'],
    roles: ['budget-holder', 'admin', 'operator'],
    risk: 'read',
  },
  {
    name: 'custom',
    pattern: 'custom <text> on <targets> agreed with <whom>',
    summary: 'Record a custom configuration that no guide describes: it is listed before an upgrade may overwrite it',
    examples: ['custom "raised worker_connections to 4096" on infra-gate agreed with "vendor-1" because "load"'],
    roles: ['operator', 'admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'custom list',
    pattern: 'custom list [on <targets>]',
    summary: 'List the custom configurations, all or those on some targets',
    examples: ['custom list', 'custom list on infra-gate'],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'custom remove',
    pattern: 'custom remove <custom>',
    summary: 'Take a custom configuration off the list; nothing is changed on a target',
    examples: ['custom remove K-4KQ7M', 'custom remove K-4KQ7M because "in the product since 8.3"'],
    roles: ['operator', 'admin'],
    risk: 'decides',
    because: 'may',
  },
];
