import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeedTarget } from '../../seed-targets.ts';
import { runProcess } from '../execution.ts';
import { type Execution, type Host, type Order, portOf, type ServiceState } from '../host.ts';
import { killInside } from '../kill.ts';
import { writeLayer } from './layer.ts';
import { boot, DROPPED_CAPABILITIES } from './life.ts';

const ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LANG: 'C.UTF-8',
};

/** A host with namespaces and a file system of its own; `end` takes it down and leaves its state under `dir`. */
export type IsolatedHost = Host & { readonly end: () => Promise<void> };

/**
 * Starts one isolated host: real nginx, real unit files, a root of its own over the machine's file system.
 *
 * A reboot ends every process inside and starts the services again; scripts that run meanwhile die with exit code 137,
 * and new ones wait for the boot.
 */
export async function startIsolatedHost(target: SeedTarget, dir: string, systemctl: string): Promise<IsolatedHost> {
  const services = target.services;
  await writeLayer({ dir, name: target.name, services, platform: target.platform ?? [], systemctl });
  let bootedAt = Date.now();
  let life = Promise.resolve(await boot(dir, target.name, services));
  return {
    name: target.name,
    instanceId: target.instanceId,
    tags: target.tags,
    kind: 'isolated',
    online: true,
    bootedAt: () => bootedAt,
    execute: async (order) => executeInside((await life).init, dir, order),
    services: async () => Promise.all(services.map(async (service) => stateOf(service, (await life).init))),
    reboot: () => {
      life = life.then(async (last) => {
        await last.end();
        bootedAt = Date.now();
        return boot(dir, target.name, services);
      });
      return life.then(() => {});
    },
    end: async () => (await life).end(),
  };
}

/** Enters all namespaces of the host, gives up what reaches past them, and runs the script there as the agent does. */
async function executeInside(init: number, dir: string, order: Order): Promise<Execution> {
  const id = randomUUID();
  const place = join(dir, 'remit/documents', id);
  await mkdir(place, { recursive: true, mode: 0o700 });
  await writeFile(join(place, '_script.sh'), order.script);
  await chmod(join(place, '_script.sh'), 0o700);
  try {
    return await runProcess({
      ...order,
      command: '/usr/bin/nsenter',
      args: [
        ...['--target', String(init), '--mount', '--net', '--pid', '--uts', '--ipc', '--time', '--'],
        ...['/usr/bin/setpriv', `--bounding-set=${DROPPED_CAPABILITIES}`, `--inh-caps=${DROPPED_CAPABILITIES}`],
        ...['/usr/bin/setsid', '/bin/sh', '-c', `/var/lib/remit/documents/${id}/_script.sh`],
      ],
      cwd: '/',
      env: { ...order.env, ...ENVIRONMENT },
      kill: killInside,
    });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function stateOf(service: string, init: number): Promise<ServiceState> {
  const port = portOf(service);
  const pid = await readFile(`/proc/${init}/root/run/${service}.pid`, 'utf8').catch(() => '');
  const knock = await runProcess({
    command: '/usr/bin/nsenter',
    args: ['--target', String(init), '--net', '--', '/bin/bash', '-c', `: </dev/tcp/127.0.0.1/${port}`],
    env: {},
    cwd: '/',
    timeoutMs: 2000,
  });
  return { service, pid: Number.parseInt(pid, 10) || null, port, answers: knock.exitCode === 0 };
}
