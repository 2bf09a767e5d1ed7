import type { Host } from '../fleet/host.ts';
import { type Content, environmentOf, executionSecondsOf, type Given, scriptOf } from './document.ts';

/** What the agent on a host reports of one command. */
export type Report = {
  readonly details: string;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** By this exit code a script asks for a reboot; after it the agent starts the same script again. */
const REBOOT = 194;

type Task = { readonly host: Host; readonly content: Content; readonly values: Given; readonly signal: AbortSignal };

/**
 * Runs a document on a host as the SSM agent does: its lines as one script, reboots in between if it asks for them, all
 * within the step's time-out. What is reported is the last pass.
 */
export async function runDocument({ host, content, values, signal }: Task): Promise<Report> {
  const until = performance.now() + executionSecondsOf(content) * 1000;
  const order = { script: scriptOf(content), env: environmentOf(content, values), signal };
  for (;;) {
    const ran = await host.execute({ ...order, timeoutMs: Math.max(1, until - performance.now()) });
    const { exitCode, stdout, stderr } = ran;
    if (ran.cancelled) return { details: 'Cancelled', exitCode, stdout, stderr };
    if (ran.timedOut) return { details: 'Execution Timed Out', exitCode, stdout, stderr };
    if (exitCode === 0) return { details: 'Success', exitCode, stdout, stderr };
    if (exitCode !== REBOOT)
      return {
        details: 'Failed',
        exitCode,
        stdout,
        stderr: `${stderr}failed to run commands: exit status ${exitCode}`,
      };
    await host.reboot();
  }
}
