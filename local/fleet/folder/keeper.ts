/**
 * Keeps the folder hosts: the parent of all their services and scripts, in a process of its own.
 *
 * It ends with everything it keeps as soon as the channel to the fleet's process closes, however that one ended. It
 * needs no /proc and no process-death signal, so it does the same on every system.
 */
import { openBus } from './bus.ts';
import { createMachine, type Machine } from './machine.ts';
import type { Question, Reply, Result } from './messages.ts';

const machines = new Map<string, Machine>();
const cancels = new Map<number, AbortController>();
const bus = openBus(async (host, words) => machines.get(host)?.systemctl(words));
const reply = (message: Reply) => process.send?.(message);

process.on('message', (question: Question) => {
  answer(question).then(
    (result) => reply({ id: question.id, result }),
    (cause: unknown) => reply({ id: question.id, fault: String(cause) }),
  );
});
process.once('disconnect', end);
process.once('SIGTERM', end);

async function answer(question: Question): Promise<Result> {
  switch (question.do) {
    case 'open':
      return open(question.host, question.dir, question.services);
    case 'reboot': {
      const machine = named(question.host);
      await machine.halt();
      await machine.boot();
      return null;
    }
    case 'services':
      return named(question.host).services();
    case 'execute':
      return execute(question);
    case 'cancel':
      cancels.get(question.execution)?.abort();
      return null;
  }
}

async function open(host: string, dir: string, services: readonly string[]): Promise<null> {
  const machine = await createMachine(dir, services, (await bus).callFor(host));
  machines.set(host, machine);
  await machine.boot();
  return null;
}

async function execute({ id, host, script, env, timeoutMs }: Question & { do: 'execute' }): Promise<Result> {
  const cancel = new AbortController();
  cancels.set(id, cancel);
  try {
    const onStart = () => reply({ id, started: true });
    return await named(host).execute({ script, env, timeoutMs, signal: cancel.signal, onStart });
  } finally {
    cancels.delete(id);
  }
}

function named(host: string): Machine {
  const machine = machines.get(host);
  if (machine === undefined) throw new Error(`no host ${host} was opened`);
  return machine;
}

function end(): void {
  for (const machine of machines.values()) machine.kill();
  process.exit(0);
}
