import { describe, expect, it } from 'vitest';
import { documentsOf } from '../../bot/domain/documents.ts';
import { STREAM_KINDS } from '../../bot/domain/ledger/kinds.ts';
import { commands } from '../../commands/index.ts';
import { DOCUMENTS_A_STATEMENT } from '../../infra/constructs/host-rights.ts';
import { createStack, readTemplate, type Statement } from './synthesized.ts';

const { ofType, statementsOf } = readTemplate(createStack());
const ROLES = {
  slackRequest: 'SlackRequestRole',
  worker: 'WorkerRole',
  runStatus: 'RunStatusRole',
  sweep: 'SweepRole',
  inventory: 'InventoryRole',
  alarms: 'AlarmRole',
  audit: 'AuditRole',
};
const DOCUMENTS = documentsOf(commands).map(({ name }) => `arn:aws:ssm:region:account:document/${name}`);

const PARTS = DOCUMENTS.flatMap((_, at) =>
  at % DOCUMENTS_A_STATEMENT === 0 ? [DOCUMENTS.slice(at, at + DOCUMENTS_A_STATEMENT)] : [],
);
/** Which policy of a role a statement stands in is CDK's to choose. */
const inOrder = (statements: Statement[]) => statements.map((one) => JSON.stringify(one)).sort();

const allow = (actions: string[], resources: string[], conditions?: object): Statement => ({
  effect: 'Allow',
  actions,
  resources,
  ...(conditions ? { conditions } : {}),
});
const onKeys = (...keys: string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

const log = (name: string) => allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [`<${name}Log.Arn>`]);
const readStreams = (...keys: string[]) =>
  allow(['dynamodb:GetItem', 'dynamodb:Query'], ['<Ledger.Arn>'], onKeys(...keys));
const append = (...keys: string[]) => allow(['dynamodb:PutItem'], ['<Ledger.Arn>'], onKeys(...keys));
const readTargets = allow(['dynamodb:BatchGetItem', 'dynamodb:Query'], ['<Ledger.Arn>'], onKeys('target#*'));
const findDue = allow(['dynamodb:Query'], ['<Ledger.Arn>/index/due']);
const findBorn = (...kinds: string[]) =>
  allow(['dynamodb:Query'], ['<Ledger.Arn>/index/born'], {
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': kinds },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  });
const BORN = ['run', 'change', 'escalation', 'heard', 'deployment', 'incident', 'schedule', 'person'];
const hint = allow(['sqs:SendMessage'], ['<Soon.Arn>']);
const readSecret = allow(
  ['secretsmanager:GetSecretValue'],
  ['arn:aws:secretsmanager:region:account:secret:remit/slack-??????'],
);
const ACTIONS = [
  'run#*',
  'change#*',
  'escalation#*',
  'budget#*',
  'heard#*',
  'channel#*',
  'deployment#*',
  'incident#*',
  'report#*',
  'schedule#*',
];
const RECORDS = ['person#*', 'group#*', 'members#*', 'matrix#*', 'policy#*', 'vendors#*', 'host#*'];
const ALL = [...ACTIONS, 'picture#*', 'inquiry#*', 'custom#*', ...RECORDS, 'freezes#*', 'staged#*'];
const OUTSIDE = 'tracked#*';
const readInvocations = ['ssm:GetCommandInvocation', 'ssm:ListCommandInvocations'];
const consume = (queue: string) =>
  allow(
    [
      'sqs:ReceiveMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:GetQueueUrl',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
    ],
    [`<${queue}.Arn>`],
  );

describe('the rights of', () => {
  it('slack-request: reads what a decision rests on, appends to what people ask for and write down, and nothing else', () => {
    expect(statementsOf(ROLES.slackRequest)).toEqual([
      log('SlackRequest'),
      readStreams(...ALL),
      append(...ACTIONS, 'picture#*', 'inquiry#*', 'custom#*', 'freezes#*'),
      findDue,
      findBorn(...BORN, 'matrix', 'picture', 'inquiry'),
      readTargets,
      allow(['dynamodb:GetItem', 'dynamodb:Query'], ['<Ledger.Arn>'], onKeys('timeline#*')),
      allow(['dynamodb:GetItem'], ['<Ledger.Arn>'], onKeys('receipt#*')),
      readSecret,
    ]);
  });

  it('the worker: the run, its receipts, locks and timers, records, Slack, and commands by its own documents on managed hosts', () => {
    const statements = [
      log('Worker'),
      readStreams(...ALL, OUTSIDE),
      append(...ACTIONS, ...RECORDS, 'freezes#*', 'staged#*', OUTSIDE),
      allow(['dynamodb:UpdateItem'], ['<Ledger.Arn>'], {
        ...onKeys(...ALL, OUTSIDE),
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'due', 'tries', 'shard'] },
        StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
      }),
      findBorn(...STREAM_KINDS),
      allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], ['<Ledger.Arn>'], onKeys('receipt#*')),
      allow(['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], ['<Ledger.Arn>'], onKeys('lock#*')),
      readTargets,
      allow(
        ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
        ['<Ledger.Arn>'],
        onKeys('timeline#*'),
      ),
      allow(['dynamodb:PutItem'], ['<Ledger.Arn>'], onKeys('gone#*')),
      allow(['dynamodb:PutItem', 'dynamodb:Query'], ['<Ledger.Arn>'], onKeys('joining#*')),
      hint,
      readSecret,
      allow(['secretsmanager:GetSecretValue'], ['arn:aws:secretsmanager:region:account:secret:remit/github-??????']),
      ...PARTS.map((part) => allow(['ssm:SendCommand'], part)),
      allow(['ssm:SendCommand'], ['arn:aws:ec2:*:account:instance/*', 'arn:aws:ssm:*:account:managed-instance/mi-*'], {
        StringEquals: { 'ssm:resourceTag/remit': 'managed' },
      }),
      {
        effect: 'Deny',
        actions: ['ssm:SendCommand'],
        resources: [
          'arn:aws:ssm:*:*:document/AWS-RunShellScript',
          'arn:aws:ssm:*:*:document/AWS-RunPowerShellScript',
          'arn:aws:ssm:*:*:document/AWS-RunRemoteScript',
        ],
      },
      {
        effect: 'Deny',
        actions: [
          'ec2:CreateTags',
          'ec2:DeleteTags',
          'ssm:AddTagsToResource',
          'ssm:RemoveTagsFromResource',
          'tag:TagResources',
          'tag:UntagResources',
        ],
        resources: ['*'],
      },
      allow(['ssm:CancelCommand', 'ssm:DescribeInstanceInformation', ...readInvocations, 'ssm:ListCommands'], ['*']),
      ...PARTS.map((part) => allow(['ssm:DescribeDocument'], part)),
      allow(['ssm:GetCalendarState'], ['arn:aws:ssm:region:*:document/*']),
      allow(['s3:GetObject'], ['<Outputs.Arn>/outputs/*']),
      allow(['s3:ListBucket'], ['<Outputs.Arn>'], { StringLike: { 's3:prefix': 'outputs/*' } }),
      allow(['s3:GetObject'], ['<Copies.Arn>/events/*']),
      allow(['s3:ListBucket'], ['<Copies.Arn>'], { StringLike: { 's3:prefix': 'events/*' } }),
      allow(['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'], ['<EventDeadLetters.Arn>']),
      allow(['dynamodb:ListStreams'], ['*']),
      allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], ['<Ledger.StreamArn>']),
      consume('Soon'),
    ];
    expect(inOrder(statementsOf(ROLES.worker))).toEqual(inOrder(statements));
  });

  it('run-status: reads invocations from SSM and appends to runs', () => {
    expect(statementsOf(ROLES.runStatus)).toEqual([
      log('RunStatus'),
      readStreams('run#*'),
      append('run#*'),
      hint,
      allow(readInvocations, ['*']),
      consume('Changes'),
    ]);
  });

  it('the audit: puts copies where nobody changes them, and reads no table, no secret and no copy', () => {
    expect(statementsOf(ROLES.audit)).toEqual([
      log('Audit'),
      allow(['s3:PutObject'], ['<Copies.Arn>/events/*']),
      allow(['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'], ['<CopyDeadLetters.Arn>']),
      allow(['dynamodb:ListStreams'], ['*']),
      allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], ['<Ledger.StreamArn>']),
    ]);
  });

  it('the alarms: open incidents and join them, and neither speak to Slack nor to a host', () => {
    expect(statementsOf(ROLES.alarms)).toEqual([
      log('Alarm'),
      readStreams('incident#*', 'matrix#*', 'policy#*', 'person#*', 'group#*', 'members#*'),
      append('incident#*'),
      allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], ['<Ledger.Arn>'], onKeys('timeline#*')),
    ]);
  });

  it('the sweep: finds due work and hints at it', () => {
    expect(statementsOf(ROLES.sweep)).toEqual([log('Sweep'), findDue, hint]);
  });

  it('the inventory: reads tags, writes targets, and lets in by its own tags what is not managed yet', () => {
    const ownTags = (managed: string) => ({
      'ForAllValues:StringEquals': {
        'aws:TagKeys': ['remit', 'remit:name', 'remit:kind', 'remit:environment', 'remit:group', 'remit:region'],
      },
      Null: { 'aws:TagKeys': 'false' },
      StringEquals: { 'aws:RequestTag/remit': 'managed' },
      StringNotEquals: { [managed]: 'managed' },
    });
    expect(statementsOf(ROLES.inventory)).toEqual([
      log('Inventory'),
      allow(['dynamodb:Query', 'dynamodb:BatchWriteItem'], ['<Ledger.Arn>'], onKeys('target#*')),
      allow(['dynamodb:Query'], ['<Ledger.Arn>'], onKeys('gone#*')),
      allow(['dynamodb:Query', 'dynamodb:DeleteItem'], ['<Ledger.Arn>'], onKeys('joining#*')),
      allow(['ec2:DescribeInstances', 'ssm:DescribeInstanceInformation'], ['*']),
      allow(['ssm:ListTagsForResource'], ['arn:aws:ssm:region:account:managed-instance/mi-*']),
      allow(['ec2:CreateTags'], ['arn:aws:ec2:region:account:instance/*'], ownTags('aws:ResourceTag/remit')),
      allow(
        ['ssm:AddTagsToResource'],
        ['arn:aws:ssm:region:account:managed-instance/mi-*'],
        ownTags('ssm:resourceTag/remit'),
      ),
    ]);
  });
});

describe('the roles', () => {
  const all = Object.entries(ROLES).flatMap(([name, role]) =>
    statementsOf(role).map((statement) => ({ name, ...statement })),
  );
  const allowed = (action: string) =>
    all.filter(({ effect, actions }) => effect === 'Allow' && actions.includes(action)).map(({ name }) => name);

  it('are one a function, without managed policies', () => {
    const roles = ofType('AWS::IAM::Role');
    expect(roles.map(({ id }) => id).sort()).toEqual(Object.values(ROLES).sort());
    expect(roles.filter(({ Properties }) => 'ManagedPolicyArns' in Properties || 'Policies' in Properties)).toEqual([]);
  });

  it('hold every policy that there is', () => {
    const held = ofType('AWS::IAM::Policy').flatMap(({ Properties }) => Properties['Roles']);
    expect(held.sort()).toEqual(
      Object.values(ROLES)
        .map((role) => `<${role}>`)
        .sort(),
    );
  });

  it('let only the worker read GitHub’s token, and say what is to stand there', () => {
    const readers = all.filter(({ resources }) => JSON.stringify(resources).includes('remit/github'));
    const writers = all.filter(({ actions, conditions }) => {
      return actions.includes('dynamodb:PutItem') && JSON.stringify(conditions).includes(OUTSIDE);
    });
    expect([...readers, ...writers].map(({ name }) => name)).toEqual(['worker', 'worker']);
  });

  it('let only the worker send commands', () => {
    expect(new Set(allowed('ssm:SendCommand'))).toEqual(new Set(['worker']));
  });

  it('let only the inventory tag, which sends no commands', () => {
    expect([...allowed('ec2:CreateTags'), ...allowed('ssm:AddTagsToResource')]).toEqual(['inventory', 'inventory']);
  });

  it('give slack-request nothing of SSM, EC2 or SQS', () => {
    const services = all.filter(({ name }) => name === 'slackRequest').flatMap(({ actions }) => actions.map(serviceOf));
    expect(new Set(services)).toEqual(new Set(['logs', 'dynamodb', 'secretsmanager']));
  });

  it('let nobody delete from a stream, scan the table or use a wildcard for an action', () => {
    const deleting = all.filter(({ actions }) =>
      actions.some((action) => /Delete(Item|Table)|BatchWrite/.test(action)),
    );
    expect(deleting.map(({ conditions }) => conditions)).toEqual([
      onKeys('lock#*'),
      onKeys('timeline#*'),
      onKeys('target#*'),
      onKeys('joining#*'),
      onKeys('timeline#*'),
    ]);
    expect(all.flatMap(({ actions }) => actions).filter((action) => /Scan|PartiQL|\*/.test(action))).toEqual([]);
  });
});

function serviceOf(action: string): string {
  return action.split(':', 1).join();
}
