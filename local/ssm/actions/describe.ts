import type { Command, Invocation } from '../command.ts';
import { coarse, detailsOf, errorsOf, isOver } from '../status.ts';

/** What SSM shows of an output: in lists the first 2,500 characters a step, both streams in one; alone 24,000 and 8,000. */
const LIST_LIMIT = 2500;
const STDOUT_LIMIT = 24_000;
const STDERR_LIMIT = 8000;

/** A moment as the JSON protocol writes it: seconds, with fractions. */
export function moment(ms: number): number {
  return ms / 1000;
}

/** `Command`, as SendCommand and ListCommands show it. */
export function describeCommand(command: Command): object {
  const details = detailsOf(command);
  return {
    CommandId: command.id,
    DocumentName: command.document.name,
    DocumentVersion: '$DEFAULT',
    Comment: command.comment,
    ExpiresAfter: moment(command.expiresAt),
    Parameters: command.parameters,
    InstanceIds: command.invocations.map(({ instanceId }) => instanceId),
    Targets: [],
    RequestedDateTime: moment(command.requestedAt),
    Status: coarse(details),
    StatusDetails: details,
    MaxConcurrency: command.maxConcurrency,
    MaxErrors: command.maxErrors,
    TargetCount: command.invocations.length,
    CompletedCount: command.invocations.filter(isOver).length,
    ErrorCount: errorsOf(command),
    DeliveryTimedOutCount: command.invocations.filter((one) => one.details === 'Delivery Timed Out').length,
    TimeoutSeconds: command.timeoutSeconds,
    ServiceRole: '',
    OutputS3BucketName: command.output?.bucket ?? '',
    OutputS3KeyPrefix: command.output?.prefix ?? '',
  };
}

/** `CommandInvocation`, as ListCommandInvocations shows it; its steps only when `details` are asked for. */
export function describeInvocation(command: Command, invocation: Invocation, details: boolean): object {
  return {
    CommandId: command.id,
    InstanceId: invocation.instanceId,
    InstanceName: invocation.name,
    Comment: command.comment,
    DocumentName: command.document.name,
    DocumentVersion: '$DEFAULT',
    RequestedDateTime: moment(command.requestedAt),
    Status: coarse(invocation.details),
    StatusDetails: invocation.details,
    TraceOutput: '',
    StandardOutputUrl: '',
    StandardErrorUrl: '',
    CommandPlugins: details ? [describeStep(command, invocation)] : [],
    ServiceRole: '',
  };
}

/** GetCommandInvocation's answer. Its times are ISO texts, unlike everywhere else. */
export function describeOutput(command: Command, invocation: Invocation): object {
  const { startedAt, endedAt } = invocation;
  const elapsed = startedAt === undefined ? '' : `PT${((endedAt ?? startedAt) - startedAt) / 1000}S`;
  return {
    CommandId: command.id,
    InstanceId: invocation.instanceId,
    Comment: command.comment,
    DocumentName: command.document.name,
    DocumentVersion: '$DEFAULT',
    PluginName: stepName(command),
    ResponseCode: invocation.exitCode,
    ExecutionStartDateTime: startedAt === undefined ? '' : new Date(startedAt).toISOString(),
    ExecutionElapsedTime: elapsed,
    ExecutionEndDateTime: endedAt === undefined ? '' : new Date(endedAt).toISOString(),
    Status: coarse(invocation.details),
    StatusDetails: invocation.details,
    StandardOutputContent: invocation.stdout.slice(0, STDOUT_LIMIT),
    StandardOutputUrl: '',
    StandardErrorContent: invocation.stderr.slice(0, STDERR_LIMIT),
    StandardErrorUrl: '',
  };
}

export function stepName({ document }: Command): string {
  return document.content.mainSteps[0].name;
}

function describeStep(command: Command, { details, exitCode, startedAt, endedAt, stdout, stderr }: Invocation): object {
  const output = stderr === '' ? stdout : `${stdout}\n----------ERROR-------\n${stderr}`;
  return {
    Name: stepName(command),
    Status: coarse(details),
    StatusDetails: details,
    ResponseCode: exitCode,
    ...(startedAt !== undefined && { ResponseStartDateTime: moment(startedAt) }),
    ...(endedAt !== undefined && { ResponseFinishDateTime: moment(endedAt) }),
    Output: output.slice(0, LIST_LIMIT),
    StandardOutputUrl: '',
    StandardErrorUrl: '',
  };
}
