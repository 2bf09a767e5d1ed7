import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where a started process is; its store too, where it is the test's own entry. */
export type Place = { url: string; store?: string };

export type Victim = {
  /** Undefined when it was killed before. */
  ready: Promise<Place | undefined>;
  /** SIGKILL, to it alone: what it started has to end by itself. Returns what of that is still there 5 seconds later. */
  kill(): Promise<string[]>;
  /** What it said that is no log line of the functions. */
  said: string[];
};

export function startVictim(args: string[], env: Record<string, string>): Victim {
  const { AWS_ENDPOINT_URL_DYNAMODB: _ofAnother, ...ours } = process.env;
  const child = spawn(process.execPath, args, {
    env: { ...ours, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ready = Promise.withResolvers<Place | undefined>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (!line.startsWith('{')) said.push(line);
      const place = placeOf(line);
      if (place) ready.resolve(place);
    });
  }
  child.once('exit', () => ready.resolve(undefined));
  return { ready: ready.promise, said, kill: () => kill(child) };
}

function placeOf(line: string): Place | undefined {
  if (line.startsWith('ready ')) return JSON.parse(line.slice('ready '.length)) as Place;
  return line.startsWith('Remit is ready: ') ? { url: line.slice('Remit is ready: '.length) } : undefined;
}

async function kill(child: ChildProcess): Promise<string[]> {
  const family = descendantsOf(child.pid ?? 0);
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
  for (let look = 0; look < 50 && alive(family).length > 0; look += 1) await sleep(100);
  return alive(family);
}

type Row = { pid: number; parent: number; state: string; command: string };

function processes(): Row[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [, pid, parent, state = '', command = ''] = line.match(/^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), state, command }];
  });
}

function descendantsOf(root: number): Row[] {
  const rows = processes();
  const family = rows.filter(({ pid }) => pid === root);
  for (const { pid } of family) family.push(...rows.filter(({ parent }) => parent === pid));
  return family;
}

/** By number and command: a number may be given again. One that is dead and only not collected yet (Z) is not alive. */
function alive(family: Row[]): string[] {
  const rows = processes().filter(({ state }) => !state.startsWith('Z'));
  return family
    .filter((one) => rows.some(({ pid, command }) => pid === one.pid && command === one.command))
    .map(({ pid, command }) => `${pid} ${command}`);
}
