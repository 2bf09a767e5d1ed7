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

type Task = {
  readonly host: Host;
  readonly content: Content;
  readonly values: Given;
  readonly signal: AbortSignal;
  /** How far SSM's clock is ahead of the host's, in milliseconds; not at all when absent. */
  readonly ahead?: number;
};

/**
 * Runs a document on a host as the SSM agent does: its lines as one script, reboots in between if it asks for them, all
 * within the step's time-out. What is reported is the last pass.
 */
export async function runDocument({ host, content, values, signal, ahead = 0 }: Task): Promise<Report> {
  const until = performance.now() + executionSecondsOf(content) * 1000;
  const order = { script: scriptOf(content), env: onHostClock(environmentOf(content, values), ahead), signal };
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

/** A host compares its deadline with its own clock, so it is told the same moment as that clock will say it. */
function onHostClock(env: Record<string, string>, ahead: number): Record<string, string> {
  const { SSM_NotAfter: deadline } = env;
  if (deadline === undefined || ahead === 0) return env;
  return { ...env, SSM_NotAfter: String(Number(deadline) - Math.floor(ahead / 1000)) };
}
