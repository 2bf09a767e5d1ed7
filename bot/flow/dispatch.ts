import { REMIT } from '../domain/actor.ts';
import { HOUR, type Instant } from '../domain/instant.ts';
import type { RunStep } from '../domain/run/event.ts';
import { firstStep, mayBeHeld } from '../domain/run/next-step.ts';
import type { Plan } from '../domain/run/plan.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import { hostsOf, type Piece } from '../domain/run/sends.ts';
import { LATEST } from '../domain/schedule/limits.ts';
import { appendStep, type ReadRun } from './append-run.ts';
import { decideAgain, refuseLater } from './decide-again.ts';
import type { TendDeps } from './deps.ts';
import { releaseLocks, takeLocks } from './hold-hosts.ts';
import type { Waits } from './waits.ts';

/**
 * Decides again, at the moment that counts, then locks the hosts and puts the intent to send on record. Whatever moved
 * since the approval keeps the run from being sent: it ends here, or waits for approval of what it would be now.
 */
export async function dispatch(deps: TendDeps, run: ReadRun): Promise<undefined> {
  const { plan, state } = run.story;
  if (!plan || (state.is !== 'approved' && state.is !== 'scheduled'))
    throw new Error(`run ${run.story.id} is approved without a plan`);
  const { piece, opens } = firstStep(plan);
  const turn = turnOf(run, plan, { from: 0, to: opens });
  const other =
    (await decideAgain(deps, { story: run.story, plan, turn, state, last: lastOf(plan) })) ??
    halted(await lock(deps, run, turn));
  const at = deps.now();
  const whole = piece.to === plan.hosts.length;
  const step: RunStep = other ?? {
    type: 'intended',
    data: { ...intent(1, at, deps.waits), ...(whole ? {} : { hosts: piece, opens }) },
  };
  const after = await appendStep(deps.ledger, run, { step, by: REMIT, at });
  if (!after && !other) await releaseIfOver(deps, run);
}

/** Decides again for these hosts of a run that has begun, whose turn it is now, and holds them; says why not. */
export async function openHosts(deps: TendDeps, run: ReadRun, piece: Piece): Promise<Refusal | undefined> {
  const { plan, state } = run.story;
  if (!plan || !('approvals' in state)) throw new Error(`run ${run.story.id} is approved without a plan`);
  const turn = turnOf(run, plan, piece);
  const last = lastOf(plan) + LATER_WAVES;
  return (await refuseLater(deps, { story: run.story, plan, turn, state, last })) ?? (await lock(deps, run, turn));
}

/** A run in steps began on its approval in time; after a day more, it is of another situation. */
const LATER_WAVES = 24 * HOUR;

type Intent = { attempt: number; intentAt: Instant; notAfter: Instant };

export function intent(attempt: number, intentAt: Instant, waits: Waits): Intent {
  return { attempt, intentAt, notAfter: intentAt + waits.send };
}

/** After that the approval was for another time. */
function lastOf({ start, expiresAt }: Plan): Instant {
  return start ? start.at + LATEST : expiresAt;
}

function turnOf(run: ReadRun, plan: Plan, piece: Piece): Plan {
  return { ...plan, hosts: hostsOf(run.story, piece) };
}

function halted(refusal: Refusal | undefined): RunStep | undefined {
  return refusal && { type: 'halted', data: { refusal } };
}

async function lock(deps: TendDeps, run: ReadRun, plan: Plan): Promise<Refusal | undefined> {
  if (plan.risk === 'read') return undefined;
  return takeLocks(deps, plan, run.story.id);
}

/** Somebody ended the run while its hosts were being locked: nobody else would free them. */
export async function releaseIfOver(deps: TendDeps, run: ReadRun): Promise<void> {
  await releaseLocks(deps, mayBeHeld(run.story), run.story.id, { unlessRunning: true });
}
