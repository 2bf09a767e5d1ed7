import type { Role } from '../actor.ts';
import { ACT_BUILTINS, READERS } from './act-builtins.ts';
import { DEPLOYMENT_BUILTINS } from './deployment-builtins.ts';
import { FREEZE_BUILTINS } from './freeze-builtins.ts';
import { HOST_BUILTINS } from './host-builtins.ts';
import { INCIDENT_BUILTINS } from './incident-builtins.ts';
import { INQUIRY_BUILTINS } from './inquiry-builtins.ts';
import { REQUEST_BUILTINS } from './request-builtins.ts';
import { SCHEDULE_BUILTINS } from './schedule-builtins.ts';
import { VENDOR_BUILTINS } from './vendor-builtins.ts';

/** A sentence that Remit itself understands. `roles`: any one of them suffices; empty: everybody, even without a role. */
export type Builtin = {
  name: string;
  pattern: string;
  summary: string;
  examples: readonly string[];
  roles: readonly Role[];
  /** What it does to the world, as a command's risk does: `read` changes nothing, `decides` changes a run. */
  risk: 'read' | 'decides';
  /** Whether it may end in `because …`, or must. */
  because?: 'may' | 'must';
};

/** The built-in sentences in the order of the help. `…` in a pattern stands for any words. */
export const BUILTINS: readonly Builtin[] = [
  ACT_BUILTINS.approve,
  ACT_BUILTINS.except,
  ACT_BUILTINS.deny,
  ACT_BUILTINS.cancel,
  ACT_BUILTINS.settle,
  ACT_BUILTINS.show,
  ACT_BUILTINS.why,
  ACT_BUILTINS.again,
  {
    name: 'resume',
    pattern: 'resume [<run>]',
    summary: 'Let a run go on that paused between its waves, or stopped after failures',
    examples: ['resume R-8C2MX', 'resume'],
    roles: ['operator', 'developer', 'approver'],
    risk: 'decides',
  },
  {
    name: 'retry',
    pattern: 'retry [<run>] [<hosts>]',
    summary: 'Ask for the same once more, only where it failed',
    examples: ['retry R-8C2MX host-8', 'retry R-8C2MX because "the disk is free again"', 'retry host-8'],
    roles: ['operator', 'developer'],
    risk: 'decides',
    because: 'may',
  },
  ACT_BUILTINS.undo,
  {
    name: 'break-glass',
    pattern: 'break-glass …',
    summary:
      'Run a command at once that would wait for approval or for the hours of changes; approvers are told, and one of them reviews it',
    examples: ['break-glass restart nginx on host-7 because "the shop is down, and nobody answers"'],
    roles: ['break-glass'],
    risk: 'decides',
    because: 'must',
  },
  ACT_BUILTINS.review,
  ...INQUIRY_BUILTINS,
  ACT_BUILTINS.runs,
  ACT_BUILTINS.scheduled,
  ...SCHEDULE_BUILTINS,
  ACT_BUILTINS.waiting,
  {
    name: 'targets',
    pattern: 'targets […]',
    summary: 'List the managed targets, all or those of a kind, an environment or a tag',
    examples: ['targets', 'targets user hosts', 'targets staging', 'targets tag:web'],
    roles: READERS,
    risk: 'read',
  },
  ACT_BUILTINS.health,
  {
    name: 'matrix',
    pattern: 'matrix [<activity>] [in <profile>]',
    summary:
      'Show whose task what is: all, or one activity; the `diff` of two profiles, its `history`, a `picture`, an `export` as CSV, a `replay` of past runs',
    examples: [
      'matrix',
      'matrix restarting processes',
      'matrix "Backup and Restore" in jelastic',
      'matrix diff virtuozzo jelastic',
      'matrix history',
      'matrix replay in jelastic last 30d',
      'matrix picture',
      'matrix export in jelastic',
    ],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'matrix set',
    pattern: 'matrix set <activity> on <kind> to <party> [in <profile>]',
    summary: 'Change whose task it is; a second admin confirms it',
    examples: [
      'matrix set "Host Firewall Configuration" on infrastructure host to platform owner because "agreed in May"',
      'matrix set "Backup and Restore" on user host to jelastic operations in jelastic because "contract of 2026"',
    ],
    roles: ['admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'matrix use',
    pattern: 'matrix use <profile>',
    summary: 'Have another profile decide from now on; a second admin confirms it',
    examples: ['matrix use jelastic because "the platform was migrated"'],
    roles: ['admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'matrix import',
    pattern: 'matrix import [<file>] [to <profile>]',
    summary: 'Have the cells of a CSV file instead of those that are there; a second admin confirms it',
    examples: ['matrix import F0123456789 to jelastic because "the new contract"'],
    roles: ['admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'who',
    pattern: 'who can … on … [in <profile>]',
    summary: 'Say whose task it is, who may ask for it and who may approve it',
    examples: [
      'who can restart nginx on host-7',
      'who can reboot user hosts',
      'who can "Restarting Processes" on user host',
      'who can "Host Firewall Configuration" on user host in jelastic',
      'who can editing system files on infra-db',
    ],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'what',
    pattern: 'what can I do on <targets> [in <profile>]',
    summary: 'Say what you may do there: at once, after approval, or not at all',
    examples: ['what can I do on infra-db', 'what can I do on all staging user hosts in jelastic'],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'runbook',
    pattern: 'runbook …',
    summary:
      'Show what to do about an activity or with a command: whose it is, how it runs, what to look at when it fails',
    examples: ['runbook restarting processes', 'runbook restart'],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'policy',
    pattern: 'policy [show] [history] [export]',
    summary:
      'Show which approvals are wanted where, until when, and who set it so; its `history`; or `export` it as a file',
    examples: ['policy', 'policy show', 'policy history', 'policy export'],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'policy test',
    pattern: 'policy test [in <change>] …',
    summary: 'Say what the policy, or a proposed one, wants for a command, without running it',
    examples: ['policy test restart nginx on host-7', 'policy test in C-4KQ7M restart nginx on host-7'],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'policy set',
    pattern: 'policy set approvals [for <risk>] [in <environment>] [on <count> hosts or more] to <approval>',
    summary:
      'Change which approvals are wanted, the `approval window`, or hours: `zone`, `business hours`, `on call`, `change hours`, `closed`, `staging first`; a second admin confirms it',
    examples: [
      'policy set approval window to 45 minutes because "approvers sit in two time zones"',
      'policy set approvals in production to 2 approvers because "the sale begins"',
      'policy set approvals for disruptive in staging to 1 approver because "shared with the testers"',
      'policy set approvals for disruptive in production on 10 hosts or more to 2 approvers because "a whole cluster"',
      'policy set approvals for change in production to none because "the commands want enough by themselves"',
      'policy set closed in production to thursday 0:00 - sunday 0:00 because "no change after Wednesday"',
      'policy set business hours to sunday-friday 8:00-18:00 because "our week"',
    ],
    roles: ['admin'],
    risk: 'decides',
    because: 'must',
  },
  ...FREEZE_BUILTINS,
  ...REQUEST_BUILTINS,
  ...VENDOR_BUILTINS,
  ...DEPLOYMENT_BUILTINS,
  ...INCIDENT_BUILTINS,
  ...HOST_BUILTINS,
  {
    name: 'policy import',
    pattern: 'policy import [<file>]',
    summary: 'Have the policy of a JSON file instead of the one in force; a second admin confirms it',
    examples: ['policy import F0123456789 because "reviewed in our repository"'],
    roles: ['admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'people',
    pattern: 'people',
    summary: 'List who has which role, until when',
    examples: ['people'],
    roles: ['admin', 'approver'],
    risk: 'read',
  },
  {
    name: 'grant',
    pattern: 'grant <role> to <person> [for <time>] [until <day>]',
    summary: 'Give somebody a role; a second admin confirms those of an admin and an approver',
    examples: [
      'grant approver to @U0123456789 for 7d because "covers the night shift"',
      'grant budget holder to @U0123456789 until 2026-12-24 because "Bea is away"',
      'grant operator to @U0123456789 because "joined the team"',
    ],
    roles: ['admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'revoke',
    pattern: 'revoke <role> from <person>',
    summary: 'Take a role from somebody',
    examples: ['revoke approver from @U0123456789 because "left the team"'],
    roles: ['admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'link',
    pattern: 'link <account> to <person>',
    summary: 'Say that two accounts are one person, who approves none of their own requests',
    examples: ['link @U0123456789 to @U9876543210 because "her account for the night shift"'],
    roles: ['admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'unlink',
    pattern: 'unlink <account>',
    summary: 'Say that an account stands for a person of its own again',
    examples: ['unlink @U0123456789 because "the account went to a colleague"'],
    roles: ['admin'],
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'confirm',
    pattern: 'confirm <change>',
    summary: 'Confirm a change that another admin proposed',
    examples: ['confirm C-4KQ7M'],
    roles: ['admin'],
    risk: 'decides',
  },
  {
    name: 'plan',
    pattern: 'plan …',
    summary: 'Show the decision and the plan of a command, without running it',
    examples: ['plan restart nginx on host-7'],
    roles: ['operator', 'developer'],
    risk: 'read',
  },
  {
    name: 'form',
    pattern: 'form […]',
    summary: 'Open the form of a command, filled with what is known',
    examples: ['form', 'form restart nginx'],
    roles: ['operator', 'developer'],
    risk: 'read',
  },
  {
    name: 'help',
    pattern: 'help [<command>]',
    summary: 'List what you may do, or explain one command',
    examples: ['help', 'help restart'],
    roles: [],
    risk: 'read',
  },
];

export function builtinNamed(name: string): Builtin | undefined {
  return BUILTINS.find((builtin) => builtin.name === name);
}
