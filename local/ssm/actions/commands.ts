import { z } from 'zod';
import { ok } from '../../../bot/domain/result.ts';
import { action, page, type Service } from '../action.ts';
import type { Command } from '../command.ts';
import { refusal } from '../refusal.ts';
import { coarse, detailsOf, isOver } from '../status.ts';
import { describeCommand, describeInvocation, describeOutput, stepName } from './describe.ts';
import { instanceId } from './send-command.ts';

const commandId = z.string().length(36);
const paging = { MaxResults: z.int().min(1).max(50).optional(), NextToken: z.string().optional() };

const filterKey = z.enum(['InvokedAfter', 'InvokedBefore', 'Status', 'ExecutionStage', 'DocumentName']);
const filters = z
  .array(z.strictObject({ key: filterKey, value: z.string().min(1).max(128) }))
  .max(5)
  .default([]);
type Filter = z.infer<typeof filters>[number];

/** ListCommands, newest first. There is no filter for Comment, as in AWS. */
export const listCommands = action(
  z.strictObject({ CommandId: commandId.optional(), InstanceId: instanceId.optional(), Filters: filters, ...paging }),
  ({ CommandId, InstanceId, Filters, ...paged }, service) => {
    const listed = service.store
      .all()
      .filter((command) => service.now() >= command.requestedAt + service.faults.unlistedMs)
      .filter((command) => CommandId === undefined || command.id === CommandId)
      .filter(({ invocations }) => InstanceId === undefined || invocations.some((one) => one.instanceId === InstanceId))
      .filter((command) => Filters.every((filter) => passes(command, filter)));
    const one = page(listed, paged);
    return one.ok ? ok({ Commands: one.value.items.map(describeCommand), ...one.value.next }) : one;
  },
);

/** ListCommandInvocations: what each host did; an unknown command has none. */
export const listCommandInvocations = action(
  z.strictObject({
    CommandId: commandId.optional(),
    InstanceId: instanceId.optional(),
    Details: z.boolean().default(false),
    Filters: filters,
    ...paging,
  }),
  ({ CommandId, InstanceId, Details, Filters, ...paged }, service) => {
    if (Filters.some(({ key }) => key === 'ExecutionStage'))
      return refusal('InvalidFilterKey', 'ExecutionStage is for ListCommands.');
    const listed = service.store
      .all()
      .filter((command) => (CommandId === undefined || command.id === CommandId) && isVisible(command, service))
      .filter((command) => Filters.every((filter) => passes(command, filter)))
      .flatMap((command) => command.invocations.map((invocation) => ({ command, invocation })))
      .filter(({ invocation }) => InstanceId === undefined || invocation.instanceId === InstanceId);
    const one = page(listed, paged);
    if (!one.ok) return one;
    const items = one.value.items.map(({ command, invocation }) => describeInvocation(command, invocation, Details));
    return ok({ CommandInvocations: items, ...one.value.next });
  },
);

/** GetCommandInvocation: one host with its output; `InvocationDoesNotExist` right after the send, when a test wants it. */
export const getCommandInvocation = action(
  z.strictObject({ CommandId: commandId, InstanceId: instanceId, PluginName: z.string().min(4).optional() }),
  ({ CommandId, InstanceId, PluginName }, service) => {
    const command = service.store.get(CommandId);
    const invocation = command?.invocations.find((one) => one.instanceId === InstanceId);
    if (command === undefined || invocation === undefined || !isVisible(command, service)) {
      return refusal('InvocationDoesNotExist', 'An error occurred: the invocation does not exist.');
    }
    if (PluginName !== undefined && PluginName !== stepName(command))
      return refusal('InvalidPluginName', `No step ${PluginName}.`);
    return ok(describeOutput(command, invocation));
  },
);

/** CancelCommand: a wish. What runs is killed, and may have finished first. */
export const cancelCommand = action(
  z.strictObject({ CommandId: commandId, InstanceIds: z.array(instanceId).max(50).default([]) }),
  ({ CommandId, InstanceIds }, service) => {
    const command = service.store.get(CommandId);
    if (command === undefined) return refusal('InvalidCommandId', 'The specified command ID is not valid.');
    if (InstanceIds.some((id) => !command.invocations.some((one) => one.instanceId === id))) {
      return refusal('InvalidInstanceId', 'An instance was not sent this command.');
    }
    service.dispatch.cancel(command, InstanceIds);
    return ok({});
  },
);

function isVisible(command: Command, { now, faults }: Service): boolean {
  return now() >= command.requestedAt + faults.invisibleMs;
}

function passes(command: Command, { key, value }: Filter): boolean {
  switch (key) {
    case 'InvokedAfter':
      return command.requestedAt >= Date.parse(value);
    case 'InvokedBefore':
      return command.requestedAt < Date.parse(value);
    case 'DocumentName':
      return command.document.name === value;
    case 'Status':
      return coarse(detailsOf(command)) === value;
    case 'ExecutionStage':
      return value === (command.invocations.every(isOver) ? 'Complete' : 'Executing');
  }
}
