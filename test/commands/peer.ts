import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readdir, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';
import type { TestHost } from './host.ts';

const run = promisify(execFile);

export type Reached = 'open' | 'refused' | 'no answer';

/** A machine of its own at the other end of a wire: the host is 10.88.0.1 on it, this one 10.88.0.2. */
export type Peer = {
  /** Bash in the peer's network, over the machine's own files. Throws when it fails. */
  bash(script: string): Promise<string>;
  /** What a TCP connection to a port of the host comes to. */
  reach(port: number, address?: string): Promise<Reached>;
};

/** Joins a peer to the host of the suite that calls it, for its tests. */
export function usePeer(host: TestHost): Peer {
  let holder: ChildProcess | undefined;
  const inside = (pid: number | undefined, script: string) =>
    run('nsenter', ['--target', String(pid), '--net', 'bash', '-c', `set -euo pipefail\n${script}`]);
  beforeAll(async () => {
    const own = await networkOf(process.pid);
    const hostPid = await processIn((await host.bash('readlink /proc/self/ns/net')).trim());
    holder = spawn('/usr/bin/setpriv', ['--pdeathsig', 'KILL', 'unshare', '--net', 'sleep', 'infinity'], {
      stdio: 'ignore',
    });
    const { pid = 0 } = holder;
    while ([own, undefined].includes(await networkOf(pid))) await sleep(20);
    await inside(hostPid, `ip link add out type veth peer name in netns ${pid}`);
    await inside(hostPid, 'ip addr add 10.88.0.1/24 dev out; ip link set out up');
    await inside(pid, 'ip link set lo up; ip addr add 10.88.0.2/24 dev in; ip link set in up');
  });
  afterAll(() => void holder?.kill('SIGKILL'));

  return {
    bash: async (script) => (await inside(holder?.pid, script)).stdout,
    reach: async (port, address = '10.88.0.1') => {
      try {
        await inside(holder?.pid, `timeout 1 bash -c ': </dev/tcp/${address}/${port}'`);
        return 'open';
      } catch (error) {
        return (error as { code?: unknown }).code === 124 ? 'no answer' : 'refused';
      }
    },
  };
}

function networkOf(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/ns/net`).catch(() => undefined);
}

/** A process of the machine's that lives in that network. */
async function processIn(network: string): Promise<number> {
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (pid > 0 && (await networkOf(pid)) === network) return pid;
  }
  throw new Error(`nobody lives in ${network}`);
}
