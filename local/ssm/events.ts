import { randomUUID } from 'node:crypto';
import { ACCOUNT, arnOf, REGION } from './account.ts';
import type { Command, Invocation } from './command.ts';
import type { FaultPlan } from './faults.ts';
import { coarse, detailsOf, isOver } from './status.ts';

/** An event as EventBridge hands it to a target. */
export type BusEvent = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: 'aws.ssm';
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Says on the bus that an invocation's, or the whole command's, coarse status has changed. */
export type Bus = {
  readonly invocation: (command: Command, invocation: Invocation) => void;
  readonly command: (command: Command) => void;
};

/** The statuses are the coarse ones, and parameters travel in clear, as in AWS. Delivered after the change, never within it. */
export function createBus(emit: (event: BusEvent) => void, now: () => number, faults: FaultPlan): Bus {
  const held = new Map<string, BusEvent[]>();

  function publish(command: Command, detailType: string, resources: string[], detail: Record<string, unknown>): void {
    const shared = { 'command-id': command.id, 'document-name': command.document.name, ...detail };
    const requested = { 'requested-date-time': new Date(command.requestedAt).toISOString() };
    const event: BusEvent = {
      version: '0',
      id: randomUUID(),
      'detail-type': detailType,
      source: 'aws.ssm',
      account: ACCOUNT,
      time: `${new Date(now()).toISOString().slice(0, 19)}Z`,
      region: REGION,
      resources,
      detail: { ...shared, ...requested },
    };
    for (const one of delivered(command, event)) setImmediate(() => emit(one));
  }

  function delivered(command: Command, event: BusEvent): BusEvent[] {
    if (faults.events === 'lost') return [];
    if (faults.events === 'doubled') return [event, event];
    if (faults.events !== 'reversed') return [event];
    const all = [event, ...(held.get(command.id) ?? [])];
    held.set(command.id, all);
    const last = 'instance-id' in event.detail === false && command.invocations.every(isOver);
    return last && held.delete(command.id) ? all : [];
  }

  return {
    invocation: (command, { instanceId, details }) =>
      publish(command, 'EC2 Command Invocation Status-change Notification', [arnOf(instanceId)], {
        'instance-id': instanceId,
        status: coarse(details),
      }),
    command: (command) =>
      publish(
        command,
        'EC2 Command Status-change Notification',
        command.invocations.map((one) => arnOf(one.instanceId)),
        {
          'expire-after': new Date(command.expiresAt).toISOString(),
          parameters: command.parameters,
          status: coarse(detailsOf(command)),
        },
      ),
  };
}
