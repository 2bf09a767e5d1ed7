import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { Execution } from './host.ts';
import { killGroup } from './kill.ts';

/** Bytes kept of each stream: far above what SSM shows (24,000 characters), far below what a loop that prints can send. */
export const OUTPUT_LIMIT = 1024 * 1024;

/** A daemon that a script leaves behind may hold its output open for ever: after the exit it is heard this long. */
const LINGER_MS = 150;

type Process = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onStart?: (() => void) | undefined;
  /** How the program is ended early, given its process; its process group by default. */
  readonly kill?: (pid: number | undefined) => void;
};

/**
 * Runs one program in a process group of its own, and says how it ended.
 *
 * On time-out and on cancel the group is killed at once, as the SSM agent does: a script cannot trap it. What it
 * started as daemons (services) left the group before and stays.
 */
export async function runProcess(program: Process): Promise<Execution> {
  const { command, args, env, cwd, timeoutMs, signal, onStart, kill = killGroup } = program;
  const started = performance.now();
  if (signal?.aborted) return { exitCode: 137, stdout: '', stderr: '', timedOut: false, cancelled: true, ms: 0 };
  const child = spawn(command, args, { env: { ...env }, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  let timedOut = false;
  let cancelled = false;
  const cancel = () => {
    cancelled = true;
    kill(child.pid);
  };
  const timer = setTimeout(() => {
    timedOut = true;
    kill(child.pid);
  }, timeoutMs);
  child.once('spawn', () => onStart?.());
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const exitCode = await exitOf(child);
    return {
      exitCode,
      stdout: stdout(),
      stderr: stderr(),
      timedOut,
      cancelled,
      ms: Math.round(performance.now() - started),
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      const settle = () => {
        clearTimeout(linger);
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve(exitCode);
      };
      const linger = setTimeout(settle, LINGER_MS);
      child.once('close', settle);
    });
  });
}

function collect(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size >= OUTPUT_LIMIT) return;
    chunks.push(chunk.subarray(0, OUTPUT_LIMIT - size));
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).toString('utf8');
}
