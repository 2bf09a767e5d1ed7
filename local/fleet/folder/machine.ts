import { randomUUID } from 'node:crypto';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProcess } from '../execution.ts';
import type { Execution, Order, ServiceState } from '../host.ts';
import { answers, createDaemon } from './daemon.ts';
import { findNginx, layoutOf, writeFolder } from './layout.ts';
import { type Answer, answerSystemctl, type Units } from './units.ts';

/** A folder host as its keeper holds it: the processes of its services and of the scripts that run on it. */
export type Machine = {
  readonly boot: () => Promise<void>;
  readonly halt: () => Promise<void>;
  /** Kills everything at once, without waiting: the keeper's last act. */
  readonly kill: () => void;
  readonly execute: (order: Order) => Promise<Execution>;
  readonly systemctl: (words: readonly string[]) => Promise<Answer>;
  readonly services: () => Promise<ServiceState[]>;
};

export async function createMachine(
  dir: string,
  services: readonly string[],
  busCall: readonly string[],
): Promise<Machine> {
  const layout = layoutOf(dir);
  await writeFolder(layout, busCall);
  const nginx = await findNginx();
  const daemons = await Promise.all(services.map((service) => createDaemon(service, layout, nginx)));
  const running = new Set<() => void>();
  const units = unitsOf(daemons);
  const environment = {
    PATH: [layout.bin, '/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'].join(':'),
    HOME: layout.home,
    LANG: 'C.UTF-8',
    REMIT_EXEC: layout.exec,
    REMIT_BOOT_ID: layout.bootId,
  };

  async function execute(order: Order): Promise<Execution> {
    const place = join(layout.documents, randomUUID());
    await mkdir(place, { mode: 0o700 });
    await writeFile(join(place, '_script.sh'), order.script);
    await chmod(join(place, '_script.sh'), 0o700);
    const end = new AbortController();
    const kill = () => end.abort();
    const signal = order.signal ? AbortSignal.any([order.signal, end.signal]) : end.signal;
    running.add(kill);
    try {
      const env = { ...order.env, ...environment };
      const ran = await runProcess({
        ...order,
        signal,
        command: '/bin/sh',
        args: ['-c', join(place, '_script.sh')],
        env,
        cwd: dir,
      });
      return { ...ran, cancelled: order.signal?.aborted ?? false };
    } finally {
      running.delete(kill);
      await rm(place, { recursive: true, force: true });
    }
  }

  return {
    execute,
    systemctl: (words) => answerSystemctl(words, units),
    services: () =>
      Promise.all(
        daemons.map(async ({ name, pid, port }) => ({ service: name, pid: pid(), port, answers: await answers(port) })),
      ),
    boot: async () => {
      await writeFile(layout.boot, `${Math.floor(Date.now() / 1000)}\n`);
      await writeFile(layout.bootId, `${randomUUID()}\n`);
      await Promise.all(daemons.map((daemon) => daemon.start()));
    },
    halt: async () => {
      for (const kill of running) kill();
      await Promise.all(daemons.map((daemon) => daemon.stop()));
    },
    kill: () => {
      for (const kill of running) kill();
      for (const daemon of daemons) daemon.kill();
    },
  };
}

function unitsOf(daemons: Awaited<ReturnType<typeof createDaemon>>[]): Units {
  const named = (name: string) => daemons.find((daemon) => daemon.name === name);
  return {
    names: daemons.map(({ name }) => name),
    pidOf: (name) => named(name)?.pid() ?? null,
    sinceOf: (name) => named(name)?.since() ?? 0,
    start: async (name) => (await named(name)?.start()) ?? false,
    stop: async (name) => named(name)?.stop(),
  };
}
