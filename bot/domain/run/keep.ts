import type { Instant } from '../instant.ts';
import type { Story } from './apply.ts';
import type { HostOutcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import { onHosts, runningOf } from './steps.ts';

/** What a host that applied a guarded change is told: to keep it, or, of a run that was cancelled, to take it back now. */
export type KeepVerdict = 'keep' | 'roll-back';

/** The intent to tell these hosts, on record before it is sent. After `notAfter` they refuse to hear it. */
export type KeepIntent = { round: number; verdict: KeepVerdict; hosts: string[]; intentAt: Instant; notAfter: Instant };

/** A round of it; `commandId` when SSM took it. */
export type KeepRound = KeepIntent & { commandId?: string };

export function keepIntended(story: Story, data: KeepIntent): Story {
  const { state } = story;
  if (state.is !== 'running' && state.is !== 'keeping') return story;
  return { ...story, keeps: [...story.keeps, data], state: { ...onHosts(state), is: 'keeping', round: data.round } };
}

export function keepSent(story: Story, { round, commandId }: { round: number; commandId: string }, at: Instant): Story {
  const { state } = story;
  if (state.is !== 'keeping') return story;
  const keeps = story.keeps.map((keep) => (keep.round === round ? { ...keep, commandId } : keep));
  return { ...story, keeps, state: runningOf(state, state.tally, at) };
}

/** The hosts that applied the change and were not told yet: a round that SSM did not take told nobody. */
export function toTell({ outcomes, keeps }: Story): string[] {
  const told = new Set(keeps.filter(({ commandId }) => commandId !== undefined).flatMap(({ hosts }) => hosts));
  return [...outcomes.values()].flatMap(({ host, status }) => (status === 'applied' && !told.has(host) ? [host] : []));
}

/** The round in which a host was told, or is being told. */
export function roundOf({ keeps }: Story, host: string): KeepRound | undefined {
  return keeps.findLast(({ hosts }) => hosts.includes(host));
}

/**
 * What the guarded command itself reported of a host, as it stands until the host was told: success is not success yet,
 * and what was ended in the middle is taken back by the host.
 */
export function guarded(outcome: HostOutcome, guard: Plan['guard']): HostOutcome {
  if (!guard) return outcome;
  const { status, detail } = outcome;
  if (status === 'succeeded') return { ...outcome, status: 'applied' };
  if (status !== 'timed-out' && status !== 'cancelled') return outcome;
  return { ...outcome, detail: `${detail}; what it changed takes itself back within ${guard.seconds} s` };
}

/** How a host that was told too late, or to take the change back, says that it did. */
export const ROLLED_BACK = 'rolled back: the agent did not answer in time';
export const NOT_TAKEN_BACK = 'applied, and it could not be taken back';
const CANCELLED = 'rolled back, as it was cancelled';
const SILENT = 'applied, and the agent has not said since whether it was kept: it should have taken it back by itself';

/** What became of a host after it was told: what the command said, and after it what the host answered. */
export function afterTelling(before: HostOutcome, told: HostOutcome, { verdict }: KeepRound): HostOutcome {
  const outcome = { ...before, tail: [before.tail, told.tail].filter(Boolean).join('\n') };
  if (told.status === 'succeeded') return { ...outcome, status: 'succeeded' };
  if (told.detail === NOT_TAKEN_BACK) return { ...outcome, status: 'unknown', detail: NOT_TAKEN_BACK };
  if (told.status !== 'failed' || told.detail !== ROLLED_BACK) return silent(outcome);
  const exitCode = told.exitCode === undefined ? {} : { exitCode: told.exitCode };
  if (verdict === 'roll-back') return { ...outcome, ...exitCode, status: 'cancelled', detail: CANCELLED };
  return { ...outcome, ...exitCode, status: 'failed', detail: ROLLED_BACK };
}

/** Of a host that applied the change, nobody knows whether it kept it. */
export function silent(outcome: HostOutcome): HostOutcome {
  return { ...outcome, status: 'unknown', detail: SILENT };
}
