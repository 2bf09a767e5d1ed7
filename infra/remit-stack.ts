import { CfnOutput, CfnParameter, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ShippedCommand } from '../bot/domain/command.ts';
import { Alarms } from './constructs/alarms.ts';
import { createCopiesBucket } from './constructs/copies-bucket.ts';
import { createDocuments } from './constructs/documents.ts';
import { createIngress, SLACK_PATH } from './constructs/ingress.ts';
import { createLedgerTable } from './constructs/ledger-table.ts';
import { createHostPolicy, createOutputsBucket } from './constructs/outputs-bucket.ts';
import { type FunctionName, RemitFunction } from './constructs/remit-function.ts';
import { createRights } from './constructs/rights.ts';
import { createClock, hearAlarms, queueStatusChanges } from './constructs/rules.ts';
import { createDeadLetters, createHintQueue } from './constructs/watched-queue.ts';
import { copyNewEvents, followStatusChanges, tendHints, tendNewEvents } from './constructs/work-sources.ts';

export type RemitStackProps = StackProps & {
  commands: readonly ShippedCommand[];
  /** Folder with one folder a function, as `npm run build` writes it. */
  bundles: string;
  /** Who is told of alarms; the topic is there in any case. */
  alarmEmail?: string;
  /** GitHub's REST API where it is not github.com's: `https://github.acme.example/api/v3`. */
  githubUrl?: string;
};

/** Made by hand, so that no tool ever holds its value: docs/deploy.md says how. */
export const SECRET_NAME = 'remit/slack';
/** The token for issues and reports: of the worker alone, and only where the policy names a repository. */
export const GITHUB_SECRET_NAME = 'remit/github';

/**
 * How long a function may take. slack-request: Slack hangs up after 3 s, an append under way may still end. worker: less than
 * the 90 s for which it claims an event, so that a claim never outlives its worker's work. sweep: before the next one.
 */
const TIMEOUT = {
  'slack-request': Duration.seconds(10),
  worker: Duration.seconds(60),
  'run-status': Duration.seconds(30),
  sweep: Duration.seconds(50),
  inventory: Duration.minutes(2),
  alarms: Duration.seconds(20),
  audit: Duration.minutes(1),
} as const satisfies Record<FunctionName, Duration>;

/** Remit in one account and region: everything that docs/deploy.md does not ask to be made by hand. */
export class RemitStack extends Stack {
  constructor(scope: Construct, id: string, { commands, bundles, alarmEmail, githubUrl, ...props }: RemitStackProps) {
    super(scope, id, { description: 'Remit: ChatOps within your remit', terminationProtection: true, ...props });
    const appId = new CfnParameter(this, 'SlackAppId', {
      description: 'The App ID of the Slack app (Basic Information): requests signed for another app are refused.',
      allowedPattern: '^A[A-Z0-9]{6,}$',
    });

    const table = createLedgerTable(this);
    const documents = createDocuments(this, commands);
    const outputs = createOutputsBucket(this);
    const hostPolicy = createHostPolicy(this, outputs);
    const copies = createCopiesBucket(this);
    const copyLetters = createDeadLetters(this, 'CopyDeadLetters');
    const eventLetters = createDeadLetters(this, 'EventDeadLetters');
    const hintLetters = createDeadLetters(this, 'HintDeadLetters');
    const changeLetters = createDeadLetters(this, 'ChangeDeadLetters');
    const alarmLetters = createDeadLetters(this, 'AlarmDeadLetters');
    const clockLetters = createDeadLetters(this, 'ClockDeadLetters');
    const soon = createHintQueue(this, 'Soon', { consumerTimeout: TIMEOUT.worker, deadLetters: hintLetters });
    const changes = createHintQueue(this, 'Changes', {
      consumerTimeout: TIMEOUT['run-status'],
      deadLetters: changeLetters,
    });

    const make = (constructId: string, name: FunctionName, environment: Record<string, string> = {}) =>
      new RemitFunction(this, constructId, {
        name,
        bundles,
        timeout: TIMEOUT[name],
        environment: name === 'audit' ? environment : { REMIT_TABLE: table.tableName, ...environment },
      });
    const queue = { REMIT_SOON_URL: soon.queueUrl };
    const slack = { REMIT_SECRETS: SECRET_NAME, REMIT_APP_ID: appId.valueAsString };
    const slackRequest = make('SlackRequest', 'slack-request', slack);
    const worker = make('Worker', 'worker', {
      ...slack,
      ...queue,
      REMIT_GITHUB_SECRET: GITHUB_SECRET_NAME,
      ...(githubUrl === undefined ? {} : { REMIT_GITHUB_URL: githubUrl }),
      REMIT_OUTPUTS: outputs.bucketName,
      REMIT_COPIES: copies.bucketName,
    });
    const runStatus = make('RunStatus', 'run-status', queue);
    const sweep = make('Sweep', 'sweep', queue);
    const inventory = make('Inventory', 'inventory');
    const alarms = make('Alarm', 'alarms');
    const audit = make('Audit', 'audit', { REMIT_COPIES: copies.bucketName });
    const functions = {
      'slack-request': slackRequest,
      worker,
      'run-status': runStatus,
      sweep,
      inventory,
      alarms,
      audit,
    };
    const secrets = { secretName: SECRET_NAME, githubSecretName: GITHUB_SECRET_NAME };
    const rights = createRights(this, { table, documents, soon, outputs, copies, ...secrets });
    for (const each of Object.values(functions)) for (const right of rights[each.name]) each.addToRolePolicy(right);

    tendNewEvents(worker, table, eventLetters);
    copyNewEvents(audit, table, copyLetters);
    tendHints(worker, soon);
    followStatusChanges(runStatus, changes);
    queueStatusChanges(this, { changes, deadLetters: changeLetters });
    hearAlarms(this, { target: alarms, deadLetters: alarmLetters });
    createClock(this, 'EachMinute', { every: Duration.minutes(1), target: sweep, deadLetters: clockLetters });
    createClock(this, 'EachFiveMinutes', { every: Duration.minutes(5), target: inventory, deadLetters: clockLetters });
    const stage = createIngress(this, slackRequest);
    new Alarms(this, 'Alarms', {
      functions: Object.values(functions),
      worker,
      deadLetters: [copyLetters, eventLetters, hintLetters, changeLetters, alarmLetters, clockLetters],
      stage,
      ...(alarmEmail === undefined ? {} : { email: alarmEmail }),
    });

    new CfnOutput(this, 'RequestUrl', { value: `${stage.api.apiEndpoint}${SLACK_PATH}` });
    new CfnOutput(this, 'CopiesBucket', { value: copies.bucketName });
    new CfnOutput(this, 'HostPolicy', { value: hostPolicy.managedPolicyArn });
    new CfnOutput(this, 'TableName', { value: table.tableName });
  }
}
