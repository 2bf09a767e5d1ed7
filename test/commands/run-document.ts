import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory that stands for a host: programs first on PATH, units as files, the claims of the fence. */
export type Host = { dir: string; bin: string; units: string; exec: string; work: string };

export type Ran = { code: number | null; stdout: string; stderr: string };

export async function createHost(): Promise<Host> {
  const dir = await mkdtemp(join(tmpdir(), 'remit-document-'));
  const host = { dir, ...inside(dir, ['bin', 'units', 'exec', 'work']) };
  for (const path of [host.bin, host.units, host.work]) await mkdir(path);
  await program(host, 'systemctl', await readFile(new URL('./fake-systemctl.sh', import.meta.url), 'utf8'));
  await program(host, 'sleep', '#!/bin/sh\nexit 0\n');
  return host;
}

function inside<K extends string>(dir: string, names: K[]): Record<K, string> {
  return Object.fromEntries(names.map((name) => [name, join(dir, name)])) as Record<K, string>;
}

export async function removeHost({ dir }: Host): Promise<void> {
  await rm(dir, { recursive: true, force: true });
}

export async function program({ bin }: Host, name: string, text: string): Promise<void> {
  await writeFile(join(bin, name), text);
  await chmod(join(bin, name), 0o755);
}

/** A unit of the host: `pid` while it runs; `knobs` are files that make it stuck, dying, disabled, slow to come back. */
export async function unit({ units }: Host, name: string, { pid = '412', knobs = [] as string[] } = {}): Promise<void> {
  await mkdir(join(units, name));
  if (pid) await writeFile(join(units, name, 'pid'), `${pid}\n`);
  for (const knob of knobs) await writeFile(join(units, name, knob), '');
}

/** The parameters that the dispatcher adds, valid for a minute. */
export function execution(id = 'R-8C2MX'): Record<string, string> {
  return { ExecId: id, NotAfter: String(Math.floor(Date.now() / 1000) + 60) };
}

type Run = { host: Host; content: string; parameters: Record<string, string>; env?: Record<string, string> };

/** Runs a document as the agent does: its lines as one executable file, its parameters as `SSM_*`. */
export async function runDocument(run: Run): Promise<Ran> {
  return ended(await startDocument(run));
}

export async function startDocument({ host, content, parameters, env = {} }: Run): Promise<ChildProcess> {
  const path = join(host.dir, `script-${scriptCount++}.sh`);
  await writeFile(path, scriptOf(content));
  await chmod(path, 0o755);
  const given = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`SSM_${name}`, value]));
  return spawn('/bin/sh', ['-c', path], {
    cwd: host.work,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${host.bin}:/usr/bin:/bin`,
      LANG: 'C.UTF-8',
      REMIT_EXEC: host.exec,
      UNITS: host.units,
      ...given,
      ...env,
    },
  });
}

let scriptCount = 0;

export function scriptOf(content: string): string {
  const lines: string[] = JSON.parse(content).mainSteps[0].inputs.runCommand;
  return `${lines.join('\n')}\n`;
}

export function ended(child: ChildProcess): Promise<Ran> {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}
