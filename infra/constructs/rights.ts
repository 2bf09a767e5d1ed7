import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { COPY_PREFIX, OUTPUT_PREFIX } from '../../bot/adapters/s3/places.ts';
import { STREAM_KINDS } from '../../bot/domain/ledger/kinds.ts';
import {
  followCommands,
  letHostsIn,
  readCalendars,
  readInvocations,
  readTags,
  sendOwnDocuments,
} from './host-rights.ts';
import type { FunctionName } from './remit-function.ts';
import {
  appendToStreams,
  findBorn,
  findDue,
  type LedgerPrefix,
  readStreams,
  setTimers,
  useItems,
} from './table-rights.ts';

type Props = {
  table: ITable;
  documents: string[];
  soon: Queue;
  secretName: string;
  githubSecretName: string;
  outputs: Bucket;
  copies: Bucket;
};

/** What a decision rests on. */
const RECORDS: LedgerPrefix[] = ['person#', 'group#', 'members#', 'matrix#', 'policy#', 'vendors#', 'host#'];

/** What people ask for. */
const ACTIONS: LedgerPrefix[] = [
  'run#',
  'change#',
  'escalation#',
  'budget#',
  'heard#',
  'channel#',
  'deployment#',
  'incident#',
  'report#',
  'schedule#',
];
/** What people ask to be shown, and the worker makes; nothing is decided on it. */
const SHOWN: LedgerPrefix[] = ['picture#', 'inquiry#'];
/** What was agreed with a vendor, as people write it down: it gives nobody a right. */
const NOTES: LedgerPrefix[] = ['custom#'];
/** What stands in the way of runs, by people's word: whoever may, freezes and thaws at once. */
const GATES: LedgerPrefix[] = ['freezes#'];
/** What succeeded on staging, which opens production to it: the worker's to say. */
const STAGED: LedgerPrefix[] = ['staged#'];
/** What is to stand in the tracker outside: of the worker alone, as its token is. */
const OUTSIDE: LedgerPrefix[] = ['tracked#'];
/** Of what the latest are looked for. */
const BORN = ['run', 'change', 'escalation', 'heard', 'deployment', 'incident', 'schedule', 'person'];

/**
 * What each function may do, and nothing else.
 *
 * The one that strangers reach holds no right on SSM and may write runs, proposed changes, requests to vendors, what these said and what they may cost, what Slack says of channels, deployments, incidents, reports, schedules, notes, freezes and wishes for pictures only: whoever takes it over cannot
 * give themselves a role or change the matrix, nor say that something was tried on staging. Only the worker sends commands, and applies changes of records after it has decided them again.
 * It ends the timers of records too: each event of the table is brought to it. The sweep finds work and hints at it; the worker does it.
 */
export function createRights(
  scope: Construct,
  { table, documents, soon, secretName, githubSecretName, outputs, copies }: Props,
): Record<FunctionName, PolicyStatement[]> {
  const stack = Stack.of(scope);
  const hint = new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [soon.queueArn] });
  const readTargets = useItems(table, 'target#', ['BatchGetItem', 'Query']);
  return {
    'slack-request': [
      readStreams(table, [...ACTIONS, ...SHOWN, ...NOTES, ...RECORDS, ...GATES, ...STAGED]),
      appendToStreams(table, [...ACTIONS, ...SHOWN, ...NOTES, ...GATES]),
      findDue(table),
      findBorn(table, [...BORN, 'matrix', 'picture', 'inquiry']),
      readTargets,
      useItems(table, 'timeline#', ['GetItem', 'Query']),
      useItems(table, 'receipt#', ['GetItem']),
      readSecret(stack, secretName),
    ],
    worker: [
      readStreams(table, [...ACTIONS, ...SHOWN, ...NOTES, ...RECORDS, ...GATES, ...STAGED, ...OUTSIDE]),
      appendToStreams(table, [...ACTIONS, ...RECORDS, ...GATES, ...STAGED, ...OUTSIDE]),
      setTimers(table, [...ACTIONS, ...SHOWN, ...NOTES, ...RECORDS, ...GATES, ...STAGED, ...OUTSIDE]),
      findBorn(table, [...STREAM_KINDS]),
      useItems(table, 'receipt#', ['GetItem', 'PutItem', 'UpdateItem']),
      useItems(table, 'lock#', ['GetItem', 'UpdateItem', 'DeleteItem']),
      readTargets,
      useItems(table, 'timeline#', ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem']),
      useItems(table, 'gone#', ['PutItem']),
      useItems(table, 'joining#', ['PutItem', 'Query']),
      hint,
      readSecret(stack, secretName),
      readSecret(stack, githubSecretName),
      ...sendOwnDocuments(stack, documents),
      ...followCommands(stack, documents),
      readCalendars(stack),
      ...readObjects(outputs, OUTPUT_PREFIX),
      ...readObjects(copies, COPY_PREFIX),
    ],
    'run-status': [readStreams(table, ['run#']), appendToStreams(table, ['run#']), hint, readInvocations()],
    sweep: [findDue(table), hint],
    audit: [new PolicyStatement({ actions: ['s3:PutObject'], resources: [copies.arnForObjects(`${COPY_PREFIX}/*`)] })],
    alarms: [
      readStreams(table, ['incident#', 'matrix#', 'policy#', 'person#', 'group#', 'members#']),
      appendToStreams(table, ['incident#']),
      useItems(table, 'timeline#', ['GetItem', 'PutItem', 'DeleteItem']),
    ],
    inventory: [
      useItems(table, 'target#', ['Query', 'BatchWriteItem']),
      useItems(table, 'gone#', ['Query']),
      useItems(table, 'joining#', ['Query', 'DeleteItem']),
      ...readTags(stack),
      ...letHostsIn(stack),
    ],
  };
}

/** The objects below a prefix of a bucket, and their names. */
function readObjects(bucket: Bucket, prefix: string): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects(`${prefix}/*`)] }),
    new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': `${prefix}/*` } },
    }),
  ];
}

/** Secrets Manager ends a secret's ARN in a dash and six characters of its own. */
function readSecret(stack: Stack, secretName: string): PolicyStatement {
  const arn = stack.formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${secretName}-??????`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [arn] });
}
