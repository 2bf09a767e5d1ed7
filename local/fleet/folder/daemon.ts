import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killGroup } from '../kill.ts';
import { type Layout, nginxConf } from './layout.ts';

/** A service is given this long to answer on its port, and to end by itself. */
const UP_LIMIT_MS = 5000;
const DOWN_LIMIT_MS = 3000;

/** One service of a folder host: at most one process, whose parent is the keeper, so that no dead one stays uncollected. */
export type Daemon = {
  readonly name: string;
  readonly port: number;
  readonly pid: () => number | null;
  readonly since: () => number;
  readonly start: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
  readonly kill: () => void;
};

export async function createDaemon(name: string, layout: Layout, nginx: string | undefined): Promise<Daemon> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  let since = 0;
  const alive = () => child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    name,
    port,
    pid: () => (alive() ? (child?.pid ?? null) : null),
    since: () => since,
    start: async () => {
      since = Date.now();
      child = await launch(name, port, layout, nginx);
      const until = performance.now() + UP_LIMIT_MS;
      while (alive() && performance.now() < until) {
        if (await answers(port)) return alive();
        await sleep(15);
      }
      return false;
    },
    stop: async () => {
      if (!alive() || child === undefined) return;
      const gone = once(child, 'exit');
      const patience = setTimeout(() => killGroup(child?.pid), DOWN_LIMIT_MS);
      child.kill('SIGTERM');
      await gone;
      clearTimeout(patience);
    },
    kill: () => {
      if (alive()) killGroup(child?.pid);
    },
  };
}

/** Whether something takes a connection on a port of this machine. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 });
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}

async function launch(name: string, port: number, layout: Layout, nginx: string | undefined): Promise<ChildProcess> {
  const [command, args] =
    name === 'nginx' && nginx ? await nginxCall(nginx, port, layout) : nodeCall(name, port, layout);
  const child = spawn(command, args, { cwd: layout.dir, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.once('error', () => {}); // not startable: seen as not alive
  return child;
}

async function nginxCall(nginx: string, port: number, layout: Layout): Promise<[string, string[]]> {
  const run = join(layout.dir, 'nginx');
  await mkdir(run, { recursive: true });
  await writeFile(join(run, 'nginx.conf'), nginxConf(layout.logs, run, port));
  return [nginx, ['-p', run, '-e', join(layout.logs, 'nginx/error.log'), '-c', join(run, 'nginx.conf')]];
}

function nodeCall(name: string, port: number, layout: Layout): [string, string[]] {
  const program = new URL('service.ts', import.meta.url).pathname;
  return [process.execPath, [program, name, String(port), join(layout.logs, `${name}.log`)]];
}

/** A port above 1024 that nobody has now; kept for the life of the host. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
