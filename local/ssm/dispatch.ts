import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet, Host } from '../fleet/host.ts';
import { type Report, runDocument } from './agent.ts';
import { type Command, type Invocation, limitOf } from './command.ts';
import type { Bus } from './events.ts';
import type { FaultPlan } from './faults.ts';
import { coarse, detailsOf, exceedsErrors, isOver } from './status.ts';
import type { Store } from './store.ts';
import type { StoreOutput } from './store-output.ts';

/** How often it looks whether an offline host is back. */
const LOOK_MS = 50;

type World = {
  readonly fleet: Fleet;
  readonly store: Store;
  readonly bus: Bus;
  readonly faults: FaultPlan;
  readonly now: () => number;
  readonly ahead: () => number;
  readonly storeOutput: StoreOutput;
};

/** Brings commands to hosts and keeps what became of them. */
export type Dispatch = {
  /** Starts a command, or goes on with one that an earlier process left. */
  readonly start: (command: Command) => void;
  readonly cancel: (command: Command, instanceIds: readonly string[]) => void;
  /** The hosts that run something now. */
  readonly atWork: () => string[];
  /** From here on nothing is recorded: what runs is in flight, for the next start. */
  readonly close: () => void;
};

export function createDispatch({ fleet, store, bus, faults, now, ahead, storeOutput }: World): Dispatch {
  const running = new Map<Invocation, AbortController>();
  let closed = false;

  function change(command: Command, invocation: Invocation, more: Partial<Invocation> & { details: string }): void {
    if (closed) return;
    const before = [coarse(invocation.details), coarse(detailsOf(command))];
    Object.assign(invocation, more);
    store.save(command);
    if (coarse(invocation.details) !== before[0]) bus.invocation(command, invocation);
    if (coarse(detailsOf(command)) !== before[1]) bus.command(command);
  }

  /** Waits until the host is heard. False: cancelled, stopped with the others, or too late. */
  async function reached(
    command: Command,
    invocation: Invocation,
    host: Pick<Host, 'online'>,
    by: number,
  ): Promise<boolean> {
    while (!closed && !isOver(invocation)) {
      if (now() >= by) {
        change(command, invocation, { details: 'Delivery Timed Out', endedAt: now() });
        return false;
      }
      if (host.online) return true;
      if (invocation.details === 'Pending') change(command, invocation, { details: 'Delayed' });
      await sleep(LOOK_MS);
    }
    return false;
  }

  async function invoke(command: Command, invocation: Invocation): Promise<void> {
    const host = fleet.hosts.find(({ instanceId }) => instanceId === invocation.instanceId);
    if (host === undefined) return change(command, invocation, { details: 'Undeliverable', endedAt: now() });
    const rerun = invocation.details === 'InProgress'; // the agent runs again what it was at when it ended
    if (!(await reached(command, invocation, host, rerun ? command.expiresAt : command.deliverBy))) return;
    const chosen = faults.takeOutcome(host.name);
    if (chosen !== undefined) return change(command, invocation, { details: chosen, endedAt: now() });
    const cancel = new AbortController();
    running.set(invocation, cancel);
    change(command, invocation, { details: 'InProgress', startedAt: now() });
    const given = { values: command.parameters, signal: cancel.signal, ahead: ahead() };
    const task = { host, content: command.document.content, ...given };
    const report = await runDocument(task).catch(() => undefined); // the host went down under its agent
    if (report) await storeOutput(command, invocation, report);
    await reported(command, invocation, host, report);
    running.delete(invocation);
  }

  /** The agent's report needs the agent heard; after the command's last moment SSM calls it a *delivery* time-out. */
  async function reported(command: Command, invocation: Invocation, host: Host, report?: Report): Promise<void> {
    const endedAt = now();
    const heard = report ? host : { online: false };
    const inTime = await reached(command, invocation, heard, command.expiresAt);
    if (inTime && report) change(command, invocation, { ...report, endedAt });
  }

  async function inTurn(command: Command): Promise<void> {
    const waiting = command.invocations.filter((invocation) => !isOver(invocation));
    const next = async (): Promise<void> => {
      const invocation = waiting.shift();
      if (invocation === undefined || closed) return;
      if (exceedsErrors(command)) change(command, invocation, { details: 'Terminated', endedAt: now() });
      else if (!isOver(invocation)) await invoke(command, invocation);
      return next();
    };
    const slots = limitOf(command.maxConcurrency, command.invocations.length, 1);
    await Promise.all(Array.from({ length: Math.min(slots, waiting.length) }, next));
  }

  return {
    start: (command) => {
      for (const invocation of command.invocations) {
        if (invocation.details === 'Cancelling') change(command, invocation, { details: 'Cancelled', endedAt: now() });
      }
      void inTurn(command);
    },
    cancel: (command, instanceIds) => {
      const chosen = command.invocations.filter(
        ({ instanceId }) => instanceIds.length === 0 || instanceIds.includes(instanceId),
      );
      if (chosen.length === command.invocations.length) command.cancelRequested = true;
      store.save(command);
      for (const invocation of chosen) {
        if (isOver(invocation)) continue;
        const atWork = running.get(invocation);
        if (atWork) change(command, invocation, { details: 'Cancelling' });
        else change(command, invocation, { details: 'Cancelled', endedAt: now() });
        atWork?.abort();
      }
    },
    atWork: () => [...running.keys()].map(({ name }) => name),
    close: () => {
      closed = true;
    },
  };
}
