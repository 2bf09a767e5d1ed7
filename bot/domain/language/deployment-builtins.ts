import type { Builtin } from './builtins.ts';

const READERS: Builtin['roles'] = ['operator', 'approver', 'admin'];
const DEPLOYERS: Builtin['roles'] = ['operator', 'admin'];

/** Built-in sentences about the deployment of a platform. */
export const DEPLOYMENT_BUILTINS: readonly Builtin[] = [
  {
    name: 'deployments',
    pattern: 'deployments',
    summary: 'List the deployments of platforms, and how far they are',
    examples: ['deployments'],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'deployment',
    pattern: 'deployment [picture] [report] <deployment>',
    summary: 'Show every stage of a deployment; or as a `picture`, or as a `report` in a file',
    examples: ['deployment D-4KQ7M', 'deployment picture D-4KQ7M', 'deployment report D-4KQ7M'],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'deployment start',
    pattern: 'deployment start <platform>',
    summary: 'Start the deployment of a platform: its stages as a checklist in this channel',
    examples: ['deployment start acme-eu'],
    roles: DEPLOYERS,
    risk: 'decides',
  },
  {
    name: 'deployment begin',
    pattern: 'deployment begin <deployment> <stage>',
    summary: 'Mark a stage of ours as in progress',
    examples: ['deployment begin D-4KQ7M 4'],
    roles: DEPLOYERS,
    risk: 'decides',
  },
  {
    name: 'deployment done',
    pattern: 'deployment done <deployment> <stage>',
    summary: 'Mark a stage as done; of one of the vendor’s, say who told you so',
    examples: [
      'deployment done D-4KQ7M 4',
      'deployment done D-4KQ7M 10 because "Vera of Virtuozzo, by phone at 14:10"',
    ],
    roles: DEPLOYERS,
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'deployment skip',
    pattern: 'deployment skip <deployment> <stage>',
    summary: 'Leave out a stage that is only to be done if applicable',
    examples: ['deployment skip D-4KQ7M 8 because "Let’s Encrypt is used"'],
    roles: DEPLOYERS,
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'deployment ask',
    pattern: 'deployment ask <deployment> <stage> [<party>]',
    summary: 'Ask the vendor for a stage: a request is prepared; of a shared stage say `us` or `vendor`',
    examples: ['deployment ask D-4KQ7M 10', 'deployment ask D-4KQ7M 13 us', 'deployment ask D-4KQ7M 13 vendor'],
    roles: DEPLOYERS,
    risk: 'decides',
  },
  {
    name: 'deployment reopen',
    pattern: 'deployment reopen <deployment> <stage>',
    summary: 'Take back a mark on a stage: it is open again',
    examples: ['deployment reopen D-4KQ7M 7', 'deployment reopen D-4KQ7M 7 because "the password was refused"'],
    roles: DEPLOYERS,
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'deployment snooze',
    pattern: 'deployment snooze <deployment> [for <time>]',
    summary: 'Be reminded of a deployment later: after 5 working days, or as many as you say',
    examples: ['deployment snooze D-4KQ7M', 'deployment snooze D-4KQ7M for 10d'],
    roles: DEPLOYERS,
    risk: 'decides',
  },
  {
    name: 'deployment close',
    pattern: 'deployment close <deployment>',
    summary: 'Give a deployment up: nothing is marked and nobody is reminded any more',
    examples: ['deployment close D-4KQ7M because "the customer chose another region"'],
    roles: DEPLOYERS,
    risk: 'decides',
    because: 'must',
  },
];
