import {
  type CommandInvocation,
  InvalidCommandId,
  InvocationDoesNotExist,
  paginateListCommandInvocations,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { isOver } from '../../domain/run/outcome.ts';
import type { Invocation } from '../../ports/hosts.ts';
import { statusOf } from './status.ts';

/**
 * What SSM says of each instance, from StatusDetails: never from the parent, which can be `Success` with hosts that got
 * nothing. Right after a send SSM may not know its own command: then there is nothing yet.
 */
export async function invocations(
  client: SSMClient,
  commandId: string,
): Promise<{ mark?: string; invocations: Invocation[] }> {
  const listed: CommandInvocation[] = [];
  try {
    const pages = paginateListCommandInvocations({ client, pageSize: 50 }, { CommandId: commandId, Details: true });
    for await (const page of pages) listed.push(...(page.CommandInvocations ?? []));
  } catch (error) {
    if (error instanceof InvalidCommandId || error instanceof InvocationDoesNotExist) return { invocations: [] };
    throw error;
  }
  const mark = listed.find(({ Comment }) => Comment)?.Comment;
  return { ...(mark === undefined ? {} : { mark }), invocations: listed.flatMap(invocationOf) };
}

function invocationOf({ InstanceId, StatusDetails, CommandPlugins = [] }: CommandInvocation): Invocation[] {
  if (InstanceId === undefined) return [];
  const code = CommandPlugins.findLast(({ ResponseCode }) => ResponseCode !== undefined)?.ResponseCode;
  const { status, detail } = statusOf(StatusDetails ?? '', code);
  const startedAt = CommandPlugins[0]?.ResponseStartDateTime?.getTime();
  const endedAt = CommandPlugins.at(-1)?.ResponseFinishDateTime?.getTime();
  return [
    {
      instanceId: InstanceId,
      status,
      detail,
      output: CommandPlugins.map(({ Output = '' }) => Output).join(''),
      // SSM says -1 as long as there is none.
      ...(code !== undefined && code >= 0 && isOver(status) ? { exitCode: code } : {}),
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(endedAt === undefined ? {} : { endedAt }),
    },
  ];
}
