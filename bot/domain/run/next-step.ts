import type { Story } from './apply.ts';
import { badIn, overIn } from './outcome.ts';
import type { Plan } from './plan.ts';
import { begun, type Piece } from './sends.ts';
import type { PauseReason, RunningRun } from './state.ts';
import { CHUNK } from './waves.ts';

/**
 * What a run on its hosts does next. `send`: these hosts are decided for and held. `open`: first they have to be, with all others
 * up to `opens`: a wave begins, or goes on after a pause. `wait`: for what is under way. `stop`: it was cancelled.
 */
export type NextStep =
  | { is: 'send'; piece: Piece }
  | { is: 'open'; piece: Piece; opens: number }
  | { is: 'wait' }
  | { is: 'pause'; why: Exclude<PauseReason, 'refused'> }
  | { is: 'stop' };

const WAIT: NextStep = { is: 'wait' };

/**
 * Decides from what the hosts said so far.
 *
 * What runs cannot be stopped: with `stop after 3 failures` no more than three hosts are under way, after a first failure two, so
 * that never more than three can fail. Nothing pauses, and no wave begins, before the last of those under way has ended.
 */
export function nextStep(story: Story, state: RunningRun): NextStep {
  const { plan } = story;
  const from = begun(story);
  if (!plan || from >= plan.hosts.length) return WAIT;
  const underWay = from - overIn(state.tally);
  const failed = badIn(state.tally) - story.forgiven;
  const halt = haltOf(story, state, { from, failed });
  if (halt) return underWay > 0 ? WAIT : halt;
  const wave = waveAt(plan, from);
  if (wave.from === from && from > 0 && underWay > 0 && plan.rollout) return WAIT;
  const room = roomFor(plan, failed);
  const size = Math.min(CHUNK, room, wave.to - from);
  if (room - underWay < size) return WAIT;
  const piece = { from, to: from + size };
  return from < (story.opened ?? 0) ? { is: 'send', piece } : { is: 'open', piece, opens: wave.to };
}

/** The first step of a run that was approved. */
export function firstStep({ hosts, rollout }: Pick<Plan, 'hosts' | 'rollout'>): { piece: Piece; opens: number } {
  const wave = waveAt({ hosts, rollout }, 0);
  return { piece: { from: 0, to: Math.min(CHUNK, roomFor({ hosts, rollout }, 0), wave.to) }, opens: wave.to };
}

type Here = { from: number; failed: number };

function haltOf(story: Story, { cancelRequested }: RunningRun, { from, failed }: Here): NextStep | undefined {
  const { rollout } = story.plan ?? {};
  if (cancelRequested) return { is: 'stop' };
  if (!rollout) return undefined;
  if (failed >= (rollout.stopAfter ?? 1)) return { is: 'pause', why: 'failures' };
  const betweenWaves = from > 0 && rollout.ends.includes(from) && story.resumes.at(-1)?.from !== from;
  return rollout.pause && betweenWaves ? { is: 'pause', why: 'between-waves' } : undefined;
}

type Rolled = { hosts: Plan['hosts']; rollout?: Plan['rollout'] | undefined };

/** The wave in which the host at this place has its turn; without waves, all hosts. */
function waveAt({ hosts, rollout }: Rolled, from: number): Piece {
  const ends = rollout?.ends ?? [hosts.length];
  const at = ends.findIndex((end) => end > from);
  return { from: ends[at - 1] ?? 0, to: ends[at] ?? hosts.length };
}

/** How many hosts may be under way together when so many have failed. */
function roomFor({ hosts, rollout }: Rolled, failed: number): number {
  const left = rollout?.stopAfter === undefined ? hosts.length : rollout.stopAfter - failed;
  return Math.max(1, Math.min(rollout?.atOnce ?? hosts.length, left));
}

/** Hosts that may be held: those of every wave that began, and of the one that would have been next. */
export function mayBeHeld(story: Story): Plan['hosts'] {
  const { plan } = story;
  return plan?.hosts.slice(0, waveAt(plan, begun(story)).to) ?? [];
}
