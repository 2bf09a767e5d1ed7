import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { fleetOf, hostOf, kindsHere, removeHome, temporaryHome } from './here.ts';

describe.each(kindsHere)('a process that holds %s hosts and is killed', (kind) => {
  let home = '';
  afterEach(() => removeHome(home));

  it('leaves no process and no mount behind, and its hosts start again', async () => {
    home = await temporaryHome();
    const holder = spawn(process.execPath, [new URL('holder.ts', import.meta.url).pathname, kind, home], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await saidTwice(holder, 'started');
    await sleep(1200); // both scripts are past their restart
    const pids = descendantsOf(holder.pid ?? 0);
    expect(commandsOf(pids).filter((command) => command.includes('sleep 300')).length).toBeGreaterThanOrEqual(4);
    expect(commandsOf(pids).some((command) => command.includes('nginx') || command.includes('service.ts'))).toBe(true);

    holder.kill('SIGKILL');
    const until = Date.now() + 5000;
    while (commandsOf(pids).length > 0 && Date.now() < until) await sleep(50);
    expect(commandsOf(pids)).toEqual([]);
    if (existsSync('/proc/mounts')) expect(readFileSync('/proc/mounts', 'utf8')).not.toContain(home);

    const fleet = await fleetOf(kind, home, 'host-4', 'infra-db');
    const services = await hostOf(fleet, 'infra-db').services();
    await fleet.stop();
    expect(services.map(({ answers }) => answers)).toEqual([true, true]);
  });
});

async function saidTwice(child: ChildProcess, word: string): Promise<void> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  while (said.split(word).length < 3) {
    if (child.exitCode !== null) throw new Error(`the holder ended with ${child.exitCode}`);
    await sleep(50);
  }
}

type Row = { readonly pid: number; readonly parent: number; readonly state: string; readonly command: string };

function processes(): Row[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [, pid, parent, state = '', command = ''] = line.match(/^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), state, command }];
  });
}

function descendantsOf(root: number): number[] {
  const rows = processes();
  const family = [root];
  for (const pid of family) family.push(...rows.filter(({ parent }) => parent === pid).map((row) => row.pid));
  return family;
}

/** What of the given processes is still alive; one that is dead and only not collected yet (state Z) is not. */
function commandsOf(pids: readonly number[]): string[] {
  return processes()
    .filter(({ pid, state }) => pids.includes(pid) && !state.startsWith('Z'))
    .map(({ command }) => command);
}
