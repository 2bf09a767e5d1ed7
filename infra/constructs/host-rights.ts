import { ArnFormat, type Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Documents of AWS that run whatever text they are given. Never allowed here; denied in case somebody widens a policy. */
const SHELLS = ['AWS-RunShellScript', 'AWS-RunPowerShellScript', 'AWS-RunRemoteScript'];

/** By tags a host comes into Remit's reach: whoever sends commands must not be able to move one there. */
const TAGGING = [
  'ec2:CreateTags',
  'ec2:DeleteTags',
  'ssm:AddTagsToResource',
  'ssm:RemoveTagsFromResource',
  'tag:TagResources',
  'tag:UntagResources',
];

/** Documents a statement: IAM takes at most 6,144 characters a managed policy, and CDK divides between statements only. */
export const DOCUMENTS_A_STATEMENT = 40;

function partsOf(documents: readonly string[]): string[][] {
  const count = Math.ceil(documents.length / DOCUMENTS_A_STATEMENT);
  return Array.from({ length: count }, (_, at) =>
    documents.slice(at * DOCUMENTS_A_STATEMENT, (at + 1) * DOCUMENTS_A_STATEMENT),
  );
}

/** SendCommand is authorized on the document and on each instance, by a statement each. */
export function sendOwnDocuments(stack: Stack, documents: string[]): PolicyStatement[] {
  const ec2 = stack.formatArn({ service: 'ec2', region: '*', resource: 'instance', resourceName: '*' });
  const nodes = stack.formatArn({ service: 'ssm', region: '*', resource: 'managed-instance', resourceName: 'mi-*' });
  return [
    ...partsOf(documents).map(
      (part) =>
        new PolicyStatement({ actions: ['ssm:SendCommand'], resources: part.map((name) => documentArn(stack, name)) }),
    ),
    new PolicyStatement({
      actions: ['ssm:SendCommand'],
      resources: [ec2, nodes],
      conditions: { StringEquals: { 'ssm:resourceTag/remit': 'managed' } },
    }),
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['ssm:SendCommand'],
      resources: SHELLS.map((name) => `arn:${stack.partition}:ssm:*:*:document/${name}`),
    }),
    new PolicyStatement({ effect: Effect.DENY, actions: TAGGING, resources: ['*'] }),
  ];
}

/** What the worker asks SSM besides. These actions know no resource in IAM, but for DescribeDocument. */
export function followCommands(stack: Stack, documents: string[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: [
        'ssm:CancelCommand',
        'ssm:DescribeInstanceInformation',
        'ssm:GetCommandInvocation',
        'ssm:ListCommandInvocations',
        'ssm:ListCommands',
      ],
      resources: ['*'],
    }),
    ...partsOf(documents).map(
      (part) =>
        new PolicyStatement({
          actions: ['ssm:DescribeDocument'],
          resources: part.map((name) => documentArn(stack, name)),
        }),
    ),
  ];
}

/** Whether a Change Calendar is open, of this account or shared with it. Which ones, the policy says. */
export function readCalendars(stack: Stack): PolicyStatement {
  const calendars = stack.formatArn({ service: 'ssm', account: '*', resource: 'document', resourceName: '*' });
  return new PolicyStatement({ actions: ['ssm:GetCalendarState'], resources: [calendars] });
}

export function readInvocations(): PolicyStatement {
  return new PolicyStatement({ actions: ['ssm:GetCommandInvocation', 'ssm:ListCommandInvocations'], resources: ['*'] });
}

export function readTags(stack: Stack): PolicyStatement[] {
  const nodes = stack.formatArn({ service: 'ssm', resource: 'managed-instance', resourceName: 'mi-*' });
  return [
    new PolicyStatement({ actions: ['ec2:DescribeInstances', 'ssm:DescribeInstanceInformation'], resources: ['*'] }),
    new PolicyStatement({ actions: ['ssm:ListTagsForResource'], resources: [nodes] }),
  ];
}

/** The only tags that Remit sets. */
const OWN_TAGS = ['remit', 'remit:name', 'remit:kind', 'remit:environment', 'remit:group', 'remit:region'];

/**
 * Lets a host in: Remit's own tags, on an instance that is not managed yet, so that no host's name or kind is ever changed
 * by it. Of the inventory alone, which sends no commands; `StringNotEquals` holds where there is no such tag.
 */
export function letHostsIn(stack: Stack): PolicyStatement[] {
  const ec2 = stack.formatArn({ service: 'ec2', resource: 'instance', resourceName: '*' });
  const nodes = stack.formatArn({ service: 'ssm', resource: 'managed-instance', resourceName: 'mi-*' });
  const right = (action: string, resource: string, managed: string) =>
    new PolicyStatement({
      actions: [action],
      resources: [resource],
      conditions: {
        'ForAllValues:StringEquals': { 'aws:TagKeys': OWN_TAGS },
        Null: { 'aws:TagKeys': 'false' },
        StringEquals: { 'aws:RequestTag/remit': 'managed' },
        StringNotEquals: { [managed]: 'managed' },
      },
    });
  return [
    right('ec2:CreateTags', ec2, 'aws:ResourceTag/remit'),
    right('ssm:AddTagsToResource', nodes, 'ssm:resourceTag/remit'),
  ];
}

function documentArn(stack: Stack, name: string): string {
  return stack.formatArn({
    service: 'ssm',
    resource: 'document',
    resourceName: name,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}
