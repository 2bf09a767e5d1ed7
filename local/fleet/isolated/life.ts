import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { uptime } from 'node:os';
import { createInterface } from 'node:readline';

const BOOT = new URL('boot.sh', import.meta.url).pathname;

/** Longest start of one host; 16 at once on two busy cores take a few seconds. */
const BOOT_LIMIT_MS = 30_000;

/**
 * Capabilities that reach past namespaces to the machine: its clock, modules, disks, mounts and log. A host has none
 * of them, so that a document run there as root can change that host only.
 */
export const DROPPED_CAPABILITIES = [
  'sys_time sys_module sys_boot sys_rawio sys_admin sys_pacct syslog mknod mac_admin mac_override wake_alarm block_suspend',
]
  .flatMap((names) => names.split(' '))
  .map((name) => `-${name}`)
  .join(',');

/** One life of a host, from its boot to its end: the process that holds its namespaces, and process 1 inside. */
export type Life = {
  /** Process 1 of the host, as the machine numbers it: the way in for nsenter. */
  readonly init: number;
  /** Stops its processes politely for a second, then for good; resolves when nothing of it is left. */
  readonly end: () => Promise<void>;
};

/**
 * Boots an isolated host and resolves when its services have been started.
 *
 * Three things end it with this process, even on SIGKILL: `setpriv --pdeathsig` ends unshare, `unshare --kill-child`
 * ends process 1 and with it everything inside, and process 1 leaves at the end of its input.
 * It has a process group of its own: Ctrl-C in the terminal is for this process, which then ends its hosts in order.
 * The time namespace starts the boot clock at zero, so that `uptime` tells the host's own.
 */
export async function boot(dir: string, name: string, services: readonly string[]): Promise<Life> {
  const namespaces = ['--mount', '--net', '--pid', '--uts', '--ipc', '--time', '--fork', '--kill-child=KILL'];
  const child = spawn(
    '/usr/bin/setpriv',
    ['--pdeathsig', 'KILL', '/usr/bin/unshare', ...namespaces, '--boottime', `-${Math.floor(uptime())}`]
      .concat('/bin/bash', BOOT, dir, name)
      .concat(services),
    {
      cwd: dir,
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', REMIT_DROPPED: DROPPED_CAPABILITIES },
      stdio: 'pipe',
      detached: true,
    },
  );
  child.stdin?.on('error', () => {}); // the pipe of a host that is already gone
  const booted = new AbortController();
  try {
    const init = await Promise.race([readyLine(child), failed(child, name), overdue(child, name, booted.signal)]);
    return { init, end: () => end(child) };
  } finally {
    booted.abort(); // the limit is for the boot: a host that is up must not be ended by it
  }
}

async function readyLine(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error('no output to read');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ready ')) return Number(line.slice('ready '.length));
  }
  return new Promise(() => {}); // ended without a word: `failed` tells
}

async function failed(child: ChildProcess, name: string): Promise<never> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  const [code] = await once(child, 'exit');
  throw new Error(`host ${name} did not boot: exit code ${code}: ${said.trim()}`);
}

function overdue(child: ChildProcess, name: string, booted: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`host ${name} did not boot within ${BOOT_LIMIT_MS / 1000} s`));
    }, BOOT_LIMIT_MS);
    booted.addEventListener('abort', () => clearTimeout(limit));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  const patience = setTimeout(() => child.kill('SIGKILL'), 2000);
  child.stdin?.end('halt\n');
  await gone;
  clearTimeout(patience);
}
