import { Validations } from 'aws-cdk-lib';
import type { RemitStack } from './remit-stack.ts';

type Accepted = { path: string; rule: string; because: string };

const DEAD_END =
  'It is where failures end up. Nothing consumes it but people; an alarm watches its depth, 14 days are kept.';
const STREAMS =
  'dynamodb:ListStreams, which the event source asks for, knows no resource in IAM; reading a stream is bound to the one table.';
const SSM_WITHOUT_RESOURCE =
  'SSM offers no resource for reading, listing and cancelling commands (Service Authorization Reference, AWS Systems Manager).';

/** What cdk-nag's AwsSolutions rules object to and why it stays, finding by finding: a new wildcard is a new objection. */
export const ACCEPTED: readonly Accepted[] = [
  { path: 'EventDeadLetters', rule: 'SQS3', because: DEAD_END },
  { path: 'AlarmDeadLetters', rule: 'SQS3', because: DEAD_END },
  { path: 'ClockDeadLetters', rule: 'SQS3', because: DEAD_END },
  {
    path: 'Api',
    rule: 'APIG4',
    because:
      "Slack cannot carry a token of ours: the function checks Slack's HMAC signature over the raw bytes, their age and the App ID before anything parses them, and answers 401.",
  },
  { path: 'WorkerRole', rule: 'IAM5[Resource::*]', because: `${SSM_WITHOUT_RESOURCE} ${STREAMS}` },
  {
    path: 'WorkerRole',
    rule: 'IAM5[Resource::arn:<AWS::Partition>:ec2:*:<AWS::AccountId>:instance/*]',
    because:
      'Hosts come and go: ssm:resourceTag/remit = managed, in the same statement, says which; the documents are exact.',
  },
  {
    path: 'WorkerRole',
    rule: 'IAM5[Resource::arn:<AWS::Partition>:ssm:*:<AWS::AccountId>:managed-instance/mi-*]',
    because: 'Nodes outside EC2, under the same tag condition in the same statement.',
  },
  {
    path: 'WorkerRole',
    rule: 'IAM5[Resource::arn:<AWS::Partition>:ssm:<AWS::Region>:*:document/*]',
    because:
      'ssm:GetCalendarState alone, which reads whether a Change Calendar is open: which calendars, of which account, is policy data and not known here.',
  },
  {
    path: 'Outputs',
    rule: 'S1',
    because:
      'Who reads it is the worker alone, for questions that are on the ledger, each with who asked; CloudTrail data events show others.',
  },
  {
    path: 'HostOutputs',
    rule: 'IAM5[Resource::<OutputsA3C868EE.Arn>/outputs/*]',
    because:
      'Names of objects hold ids of commands, which are not known beforehand; the right is to write below one prefix.',
  },
  {
    path: 'WorkerRole',
    rule: 'IAM5[Resource::<OutputsA3C868EE.Arn>/outputs/*]',
    because: 'Names of objects hold ids of commands; the right is to read below one prefix.',
  },
  {
    path: 'Copies',
    rule: 'S1',
    because:
      'Nobody can change or delete what is in it before its time; who reads it is the worker, for questions that are on the ledger.',
  },
  {
    path: 'AuditRole',
    rule: 'IAM5[Resource::<CopiesA993ADEE.Arn>/events/*]',
    because: 'Names of objects hold ids of streams; the right is to put objects below one prefix.',
  },
  { path: 'AuditRole', rule: 'IAM5[Resource::*]', because: STREAMS },
  {
    path: 'WorkerRole',
    rule: 'IAM5[Resource::<CopiesA993ADEE.Arn>/events/*]',
    because: 'Names of objects hold ids of streams; the right is to read below one prefix.',
  },
  { path: 'CopyDeadLetters', rule: 'SQS3', because: DEAD_END },
  { path: 'RunStatusRole', rule: 'IAM5[Resource::*]', because: `${SSM_WITHOUT_RESOURCE} Both actions only read.` },
  {
    path: 'InventoryRole',
    rule: 'IAM5[Resource::*]',
    because: 'ec2:DescribeInstances and ssm:DescribeInstanceInformation know no resource in IAM, and only read.',
  },
  {
    path: 'InventoryRole',
    rule: 'IAM5[Resource::arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:managed-instance/mi-*]',
    because:
      'Nodes outside EC2, whose ids are not known beforehand: reads their tags, and sets Remit’s own where remit is not managed yet, which conditions of the statement say.',
  },
  {
    path: 'InventoryRole',
    rule: 'IAM5[Resource::arn:<AWS::Partition>:ec2:<AWS::Region>:<AWS::AccountId>:instance/*]',
    because:
      'Hosts that join are not known beforehand: conditions of the statement allow Remit’s own tags alone, where remit is not managed yet.',
  },
];

export function acceptWithEvidence(stack: RemitStack): void {
  for (const { path, rule, because } of ACCEPTED) {
    Validations.of(stack.node.findChild(path)).acknowledge({
      id: `AwsSolutions::AwsSolutions-${rule}`,
      reason: because,
    });
  }
}
