import type { Command } from '../command.ts';
import { err, ok, type Result } from '../result.ts';
import type { Story } from './apply.ts';
import type { HostStatus } from './outcome.ts';
import { isTerminal } from './state.ts';

/** Hosts that one sentence names. */
const MOST = 100;

/** Why hosts of a run are not tried again. */
export type RetryRefusal =
  | { reason: 'too-early'; state: string }
  | { reason: 'not-of-run'; host: string }
  | { reason: 'not-failed'; host: string; status: HostStatus }
  | { reason: 'nothing-failed' }
  | { reason: 'too-many-failed'; count: number; most: number };

/** What a host may be tried again after. What is unknown is settled first: it may have run. */
const FAILED: readonly HostStatus[] = ['failed', 'timed-out', 'cancelled', 'did-not-run', 'not-started'];

/**
 * The command that tries a run again where it failed: the same words and fields, on these hosts, or on all that failed. It is
 * a request of its own, decided and approved anew.
 */
export function retryCommand(
  story: Story,
  { hosts, because }: { hosts: readonly string[]; because?: string | undefined },
): Result<Command, RetryRefusal> {
  const { state, asked, outcomes } = story;
  if (!isTerminal(state) && state.is !== 'paused') return err({ reason: 'too-early', state: state.is });
  const unfit = hosts.flatMap((host) => refuseHost(host, outcomes.get(host)?.status) ?? [])[0];
  if (unfit) return err(unfit);
  const names = hosts.length > 0 ? [...hosts] : failedOf(story);
  if (names.length === 0) return err({ reason: 'nothing-failed' });
  if (names.length > MOST) return err({ reason: 'too-many-failed', count: names.length, most: MOST });
  const { name, fields, rollout } = asked.command;
  const targets = { names, groups: [] };
  const how = rollout && names.length > 1 ? { rollout } : {};
  return ok({ name, fields, targets, ...how, ...(because !== undefined && { because }) });
}

function refuseHost(host: string, status: HostStatus | undefined): RetryRefusal | undefined {
  if (status === undefined) return { reason: 'not-of-run', host };
  return FAILED.includes(status) ? undefined : { reason: 'not-failed', host, status };
}

/** The hosts on which a run that is over, or waits, failed. What only did not start is the resumed run's. */
export function failedOf({ outcomes, state }: Story): string[] {
  if (!isTerminal(state) && state.is !== 'paused') return [];
  const isFailed = (status: HostStatus) => FAILED.includes(status) && status !== 'not-started';
  return [...outcomes.values()].flatMap(({ host, status }) => (isFailed(status) ? [host] : []));
}
