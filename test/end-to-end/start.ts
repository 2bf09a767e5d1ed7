import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the running local default is, and what it said of its hosts. */
    remit: { url: string; said: string[]; home: string };
  }
}

let running: { remit: ChildProcess; home: string } | undefined;

/** One `npm start` for all end-to-end tests: the process that a user starts, on a free port, over a home of its own. */
export async function setup(project: TestProject): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'remit-e2e-'));
  const hosts = process.env.REMIT_REQUIRE_ISOLATED === '1' ? 'isolated' : 'auto';
  const env = { ...process.env, PORT: '0', REMIT_HOME: home, REMIT_HOSTS: hosts };
  const remit = spawn(process.execPath, ['local/run.mjs', 'local/start.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = await ready(remit);
  const url = said.at(-1)?.replace('Remit is ready: ', '') ?? '';
  project.provide('remit', { url, said, home });
  running = { remit, home };
}

export async function teardown(): Promise<void> {
  if (!running) return;
  const { remit, home } = running;
  const ended = new Promise((resolve) => remit.once('exit', resolve));
  remit.kill('SIGTERM');
  await ended;
  await rm(home, { recursive: true, force: true });
}

async function ready(remit: ChildProcess): Promise<string[]> {
  const { stdout, stderr } = remit;
  if (!stdout || !stderr) throw new Error('npm start has no output');
  const wrong: string[] = [];
  stderr.on('data', (chunk) => wrong.push(String(chunk)));
  const said: string[] = [];
  for await (const line of createInterface({ input: stdout })) {
    if (!line.startsWith('{')) said.push(line);
    if (line.startsWith('Remit is ready')) {
      stdout.resume();
      return said;
    }
  }
  throw new Error(`npm start ended before it was ready:\n${[...said, ...wrong].join('\n')}`);
}
