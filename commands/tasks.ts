import { defineTask } from './define-command.ts';
import { oneOf, plainName } from './fields.ts';

const role = 'operator';

/**
 * Tasks that only the vendor does: no document of ours, in either of the published profiles. Their words are those of the
 * request that the vendor gets.
 */
export const tasks = [
  defineTask({
    name: 'configure uploader',
    activity: 'uploader',
    summary: "Have the uploader configured: how files of end users' environments come in",
    pattern: 'configure uploader on <targets>',
    examples: ['configure uploader on infra-db because "uploads above 512 MB fail"'],
    fields: {},
    risk: 'change',
    role,
    effect: () => 'changes the configuration of the uploader; uploads that run may be interrupted',
    title: () => ({
      ask: 'Configure the uploader',
      doing: 'Configuring the uploader',
      done: 'Configured the uploader',
    }),
  }),
  defineTask({
    name: 'limits set',
    activity: 'infrastructure-container-limits',
    summary: 'Have a limit of an infrastructure container changed',
    pattern: 'limits set <limit> to <amount> on <targets>',
    examples: ['limits set memory to 8192 on infra-db because "out of memory twice this week"'],
    fields: {
      limit: oneOf(['memory', 'cpu', 'disk', 'files', 'processes'], { label: 'Limit' }),
      amount: {
        allowedPattern: '^[1-9][0-9]{0,8}$',
        allowed: 'a whole number: MB of memory or disk, MHz of cpu, a count of files or processes; at most nine digits',
        example: '8192',
        label: 'Amount',
      },
    },
    risk: 'change',
    role,
    effect: ({ limit, amount }) => `sets the ${limit} limit of the container to ${amount}`,
    title: ({ limit, amount }) => ({
      ask: `Set the ${limit} limit to ${amount}`,
      doing: `Setting the ${limit} limit to ${amount}`,
      done: `Set the ${limit} limit to ${amount}`,
    }),
  }),
  defineTask({
    name: 'migrate infrastructure',
    activity: 'infrastructure-migration',
    summary: 'Have what runs on an infrastructure host moved to another host',
    pattern: 'migrate infrastructure on <target> to <host>',
    examples: ['migrate infrastructure on host-1 to host-2 because "its disks fail"'],
    fields: { host: plainName({ label: 'New host', example: 'host-2' }) },
    risk: 'disruptive',
    role,
    effect: ({ host }) => `moves the platform's containers to ${host}; each is down while it moves`,
    title: ({ host }) => ({
      ask: `Migrate the infrastructure to ${host}, which now runs`,
      doing: `Migrating the infrastructure to ${host}, which now runs`,
      done: `Migrated the infrastructure to ${host}, which ran`,
    }),
  }),
  defineTask({
    name: 'remove outdated data',
    activity: 'outdated-data-removal',
    summary: "Have outdated data removed from a platform's database",
    pattern: 'remove outdated data older than <age> on <targets>',
    examples: ['remove outdated data older than 180d on infra-db because "the disk is 90 % full"'],
    fields: {
      age: {
        allowedPattern: '^[1-9][0-9]{0,3}d$',
        allowed: 'a number of days and `d`, at most four digits',
        example: '180d',
        label: 'Older than',
      },
    },
    risk: 'change',
    role,
    effect: ({ age }) => `removes rows older than ${age} from the platform's database for good`,
    title: ({ age }) => ({
      ask: `Remove data older than ${age}`,
      doing: `Removing data older than ${age}`,
      done: `Removed data older than ${age}`,
    }),
  }),
  defineTask({
    name: 'upgrade platform',
    activity: 'platform-upgrade',
    summary: 'Have the application platform upgraded',
    pattern: 'upgrade platform [to <version>] on <targets>',
    examples: ['upgrade platform to 8.10 on all infrastructure containers because "we need the new backup"'],
    fields: {
      version: {
        allowedPattern: '^(latest|[0-9]{1,3}([.][0-9]{1,4}){0,3}(-[0-9]{1,4})?)$',
        allowed: "a version's numbers with `.` between, perhaps `-` and a build; or `latest`",
        example: '8.10',
        label: 'Version',
        default: 'latest',
      },
    },
    risk: 'disruptive',
    role,
    effect: ({ version }) => `upgrades the platform to ${version}; its services restart one by one`,
    title: ({ version }) => ({
      ask: `Upgrade the platform to ${version}`,
      doing: `Upgrading the platform to ${version}`,
      done: `Upgraded the platform to ${version}`,
    }),
  }),
  defineTask({
    name: 'build region',
    activity: 'adding-new-regions',
    summary: 'Have a new region set up, with its first hosts',
    pattern: 'build region <region> on <targets>',
    examples: ['build region eu-south on host-1 because "customers in Italy"'],
    fields: { region: plainName({ label: 'Region', example: 'eu-south' }) },
    risk: 'change',
    role,
    effect: ({ region }) => `makes the hosts the first ones of the region ${region}`,
    title: ({ region }) => ({
      ask: `Build the region ${region}`,
      doing: `Building the region ${region}`,
      done: `Built the region ${region}`,
    }),
  }),
  defineTask({
    name: 'resolve product issue',
    activity: 'product-incidents',
    summary: 'Have an incident looked into that a fault of the platform itself causes',
    pattern: 'resolve product issue <issue> on <targets>',
    examples: ['resolve product issue billing-stops on infra-db because "no invoices since Monday"'],
    fields: { issue: plainName({ label: 'Issue in a word', example: 'billing-stops' }) },
    risk: 'disruptive',
    role,
    effect: ({ issue }) => `finds and mends the cause of ${issue} in the platform`,
    title: ({ issue }) => ({
      ask: `Resolve the product issue ${issue}`,
      doing: `Resolving the product issue ${issue}`,
      done: `Resolved the product issue ${issue}`,
    }),
  }),
  defineTask({
    name: 'update windows',
    activity: 'windows-host-software-update',
    summary: 'Have the software of Windows hosts or containers updated',
    pattern: 'update windows on <targets>',
    examples: ['update windows on env-101 because "the updates of November"'],
    fields: {},
    risk: 'disruptive',
    role,
    effect: () => 'installs updates of Windows and restarts it where they ask for it',
    title: () => ({ ask: 'Update Windows', doing: 'Updating Windows', done: 'Updated Windows' }),
  }),
];
