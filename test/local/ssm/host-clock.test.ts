import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../../local/fleet/host.ts';
import { runDocument } from '../../../local/ssm/agent.ts';
import { readDocument } from '../../../local/ssm/document.ts';
import { documents } from './documents.ts';

const DAY = 24 * 60 * 60_000;
const content = readDocument(documents.find(({ name }) => name === 'Test-Once') ?? { name: '', content: '' }).content;

/** Runs the fence as this machine's bash, with this machine's clock: what a host has. */
async function onHost({ ahead, deadline }: { ahead: number; deadline: number }) {
  const claims = mkdtempSync(join(tmpdir(), 'claims-'));
  const host = {
    execute: async ({ script, env }: Parameters<Host['execute']>[0]) => {
      const ran = spawnSync('/bin/bash', ['-c', script], {
        env: { PATH: process.env.PATH, ...env, REMIT_EXEC: claims },
        encoding: 'utf8',
      });
      return {
        exitCode: ran.status ?? -1,
        stdout: ran.stdout,
        stderr: ran.stderr,
        timedOut: false,
        cancelled: false,
        ms: 0,
      };
    },
  } as Partial<Host> as Host;
  const values = { ExecId: ['R-8C2MX'], NotAfter: [String(Math.floor(deadline / 1000))], Seconds: ['0'] };
  const { signal } = new AbortController();
  const report = await runDocument({ host, content, values, signal, ahead });
  rmSync(claims, { recursive: true });
  return report.exitCode;
}

describe('a deadline that was set by a clock ahead of the hosts', () => {
  it.each([
    ['is not over yet', { ahead: DAY, deadline: DAY + 60_000 }, 0],
    ['is over, though the host itself would say that it comes in a day', { ahead: DAY, deadline: DAY - 60_000 }, 92],
    ['was set before the clock was put forward past it', { ahead: 30 * 60_000, deadline: 120_000 }, 92],
    ['holds as it is where the clocks are the same', { ahead: 0, deadline: 60_000 }, 0],
    ['is refused as it is where the clocks are the same', { ahead: 0, deadline: -1_000 }, 92],
  ])('%s', async (_which, { ahead, deadline }, code) => {
    expect(await onHost({ ahead, deadline: Date.now() + deadline })).toBe(code);
  });
});
