import { NOT_TAKEN_BACK, ROLLED_BACK } from '../../domain/run/keep.ts';
import type { HostStatus } from '../../domain/run/outcome.ts';

/**
 * What SSM's StatusDetails of one invocation say of the host, by their letters (SSM writes them with and without spaces).
 *
 * A delivery that timed out may have run: the agent's answer is what was lost, perhaps. `Terminated` means that others
 * exceeded MaxErrors before this one was sent.
 */
const STATUSES = new Map<string, HostStatus>([
  ['pending', 'waiting'],
  ['delayed', 'waiting'],
  ['inprogress', 'running'],
  ['cancelling', 'running'],
  ['success', 'succeeded'],
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
  ['executiontimedout', 'timed-out'],
  ['deliverytimedout', 'unknown'],
  ['undeliverable', 'did-not-run'],
  ['terminated', 'did-not-run'],
  ['invalidplatform', 'did-not-run'],
  ['accessdenied', 'did-not-run'],
]);

/** How the fence at the head of every document ends a script that it does not let run, and a guard one that is not kept. */
const FENCE = new Map<number, { status: HostStatus; detail: string }>([
  [91, { status: 'did-not-run', detail: 'the agent is too old to pass parameters safely' }],
  [92, { status: 'did-not-run', detail: "the approval's time was over when it arrived" }],
  [93, { status: 'unknown', detail: 'an earlier attempt did not finish: it may have run' }],
  [94, { status: 'failed', detail: ROLLED_BACK }],
  [95, { status: 'unknown', detail: NOT_TAKEN_BACK }],
]);

/** A value that nobody knows is `unknown`, never a success. */
export function statusOf(details: string, exitCode: number | undefined): { status: HostStatus; detail: string } {
  const status = STATUSES.get(details.replaceAll(/[^A-Za-z]/g, '').toLowerCase()) ?? 'unknown';
  const fenced = status === 'failed' && exitCode !== undefined ? FENCE.get(exitCode) : undefined;
  return fenced ?? { status, detail: details };
}
