import {
  CancelCommandCommand,
  DescribeDocumentCommand,
  GetCommandInvocationCommand,
  InvalidDocument,
  InvocationDoesNotExist,
  paginateListCommands,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { MINUTE } from '../../domain/instant.ts';
import type { Hosts } from '../../ports/hosts.ts';
import { agents } from './agents.ts';
import type { Ssm } from './client.ts';
import { invocations } from './invocations.ts';
import { type Keep, send } from './send.ts';

/** What SSM keeps of one host's output inline, in characters. */
const STDOUT = 24_000;
const STDERR = 8_000;

/** The hosts behind SSM Run Command. All but `send` throw the SDK's faults, after its attempts. */
export function createHosts({ sender, reader }: Ssm, keep?: Keep): Hosts {
  return {
    send: (order) => send(sender, order, keep),
    find: (ask) => find(reader, ask),
    invocations: (commandId) => invocations(reader, commandId),
    output: (commandId, instanceId) => output(reader, commandId, instanceId),

    async cancel(commandId) {
      await reader.send(new CancelCommandCommand({ CommandId: commandId }));
    },

    agents: (instanceIds) => agents(reader, instanceIds),
    hasDocument: (name) => hasDocument(reader, name),
  };
}

/** SSM cannot filter by comment. A minute earlier than asked, since the clocks are two. */
async function find(client: SSMClient, { mark, documentName, since }: Parameters<Hosts['find']>[0]) {
  const InvokedAfter = `${new Date(since - MINUTE).toISOString().slice(0, 19)}Z`;
  const Filters = [
    { key: 'InvokedAfter' as const, value: InvokedAfter },
    { key: 'DocumentName' as const, value: documentName },
  ];
  for await (const { Commands } of paginateListCommands({ client, pageSize: 50 }, { Filters })) {
    const found = Commands?.find(({ Comment }) => Comment === mark);
    if (found?.CommandId !== undefined) return found.CommandId;
  }
  return undefined;
}

async function output(client: SSMClient, CommandId: string, InstanceId: string) {
  try {
    const { StandardOutputContent: out = '', StandardErrorContent: errors = '' } = await client.send(
      new GetCommandInvocationCommand({ CommandId, InstanceId }),
    );
    const text = out !== '' && errors !== '' && !out.endsWith('\n') ? `${out}\n${errors}` : out + errors;
    return { text, cut: out.length >= STDOUT || errors.length >= STDERR };
  } catch (error) {
    if (error instanceof InvocationDoesNotExist) return { text: '', cut: false };
    throw error;
  }
}

async function hasDocument(client: SSMClient, name: string): Promise<boolean> {
  try {
    const { Document } = await client.send(new DescribeDocumentCommand({ Name: name }));
    return Document?.Status === 'Active';
  } catch (error) {
    if (error instanceof InvalidDocument) return false;
    throw error;
  }
}
