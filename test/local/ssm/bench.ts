import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CommandInvocation,
  GetCommandInvocationCommand,
  ListCommandInvocationsCommand,
  SendCommandCommand,
  type SendCommandCommandInput,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type { Fleet, HostKind } from '../../../local/fleet/host.ts';
import type { BusEvent } from '../../../local/ssm/events.ts';
import { startSsm } from '../../../local/ssm/ssm.ts';
import { fleetOf, hostOf, removeHome, temporaryHome } from '../fleet/here.ts';
import { documents } from './documents.ts';

const OPEN = ['Pending', 'Delayed', 'InProgress', 'Cancelling'];

/** A fleet, SSM over it, the real client, and a clock that a test can push. */
export async function startBench(kind: HostKind, ...names: string[]) {
  const home = await temporaryHome();
  const events: BusEvent[] = [];
  let pushed = 0;
  let fleet: Fleet = await fleetOf(kind, home, ...names);
  const world = () => ({
    fleet,
    documents: () => documents,
    now: () => Date.now() + pushed,
    emit: (event: BusEvent) => void events.push(event),
    home,
  });
  let ssm = await startSsm(world());
  let client = clientOf(ssm.url);
  const id = (name: string) => hostOf(fleet, name).instanceId;

  async function send(DocumentName: string, hosts: readonly string[], more: Partial<SendCommandCommandInput> = {}) {
    const { Parameters, ...rest } = more;
    const { Command } = await client.send(
      new SendCommandCommand({
        DocumentName,
        InstanceIds: hosts.map(id),
        Parameters: { ...fence(), ...Parameters },
        ...rest,
      }),
    );
    return Command?.CommandId ?? '';
  }

  async function list(CommandId: string): Promise<CommandInvocation[]> {
    const { CommandInvocations } = await client.send(new ListCommandInvocationsCommand({ CommandId, Details: true }));
    return CommandInvocations ?? [];
  }

  async function until(
    commandId: string,
    holds: (invocations: CommandInvocation[]) => boolean,
  ): Promise<CommandInvocation[]> {
    for (let left = 400; left > 0; left--) {
      const invocations = await list(commandId);
      if (holds(invocations)) return invocations;
      await sleep(25);
    }
    throw new Error(`still ${JSON.stringify(await list(commandId))}`);
  }

  return {
    home,
    events,
    id,
    send,
    list,
    until,
    over: (commandId: string) =>
      until(commandId, (all) => all.length > 0 && all.every(({ StatusDetails = '' }) => !OPEN.includes(StatusDetails))),
    output: (CommandId: string, host: string) =>
      client.send(new GetCommandInvocationCommand({ CommandId, InstanceId: id(host) })),
    client: () => client,
    url: () => ssm.url,
    fleet: () => fleet,
    host: (name: string) => hostOf(fleet, name),
    faults: () => ssm.faults,
    push: (ms: number) => {
      pushed += ms;
    },
    /** Ends SSM and the hosts as a process that is told to stop does, and starts them over the same home. */
    restart: async () => {
      await ssm.close();
      await fleet.stop();
      fleet = await fleetOf(kind, home, ...names);
      ssm = await startSsm(world());
      client = clientOf(ssm.url);
    },
    stop: async () => {
      await ssm.close();
      await fleet.stop();
      await removeHome(home);
    },
  };
}

export type Bench = Awaited<ReturnType<typeof startBench>>;

/** Fresh values for the fence: an execution of its own that may begin in the next minute. */
export function fence(ExecId: string = randomUUID()): { ExecId: string[]; NotAfter: string[] } {
  return { ExecId: [ExecId], NotAfter: [String(Math.floor(Date.now() / 1000) + 60)] };
}

export function clientOf(endpoint: string, requestTimeout = 5000): SSMClient {
  return new SSMClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler: { requestTimeout, throwOnRequestTimeout: true },
  });
}
