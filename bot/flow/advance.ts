import { REMIT } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { RunStep } from '../domain/run/event.ts';
import { type NextStep, nextStep } from '../domain/run/next-step.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import type { PauseReason, RunningRun } from '../domain/run/state.ts';
import { appendStep, type ReadRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';
import { intent, openHosts, releaseIfOver } from './dispatch.ts';
import { readStanding } from './freeze/read-standing.ts';
import { stopsNow } from './freeze/stops-now.ts';
import { mayPass } from './may-pass.ts';

/**
 * Takes the next step of a run on its hosts: sends to more of them, waits for somebody, or ends it. Returns whether it did;
 * when to look again, where SSM was busy.
 */
export async function advance(deps: TendDeps, run: ReadRun, state: RunningRun): Promise<'taken' | Instant | undefined> {
  const next = nextStep(run.story, state);
  if (next.is === 'wait') return undefined;
  const { putOff } = run.story;
  if ((next.is === 'send' || next.is === 'open') && putOff && deps.now() < putOff.until) return putOff.until;
  const step = next.is === 'open' ? await open(deps, run, next) : await stepOf(deps, run, next);
  const after = await appendStep(deps.ledger, run, { step, by: REMIT, at: deps.now() });
  if (!after && next.is === 'open') await releaseIfOver(deps, run);
  return 'taken';
}

async function stepOf(
  deps: TendDeps,
  run: ReadRun,
  next: Exclude<NextStep, { is: 'open' | 'wait' }>,
): Promise<RunStep> {
  switch (next.is) {
    case 'send': {
      const refusal = await refuseStopped(deps, run);
      if (refusal) return pause(deps, run, { why: 'refused', refusal });
      return { type: 'intended', data: { ...intent(1, deps.now(), deps.waits), hosts: next.piece } };
    }
    case 'pause':
      return pause(deps, run, { why: next.why });
    case 'stop':
      return { type: 'stopped', data: { why: 'cancelled' } };
    default:
      return next satisfies never;
  }
}

/** A freeze that begins in the middle of a wave holds from its next command on. */
async function refuseStopped(deps: TendDeps, { story }: ReadRun): Promise<Refusal | undefined> {
  const [{ policy }, standing] = await Promise.all([deps.records(story.by), readStanding(deps.ledger)]);
  const [stop] = stopsNow(story, { policy, standing, now: deps.now() });
  return stop && policy && { reason: 'stopped', stop, policyVersion: policy.version, mayAsk: false };
}

/**
 * A wave begins only on the decision that the first one began on: taken again, on its own hosts. What may pass by itself
 * (a host that is away, or in use) waits for somebody; what cannot ends the run.
 */
async function open(deps: TendDeps, run: ReadRun, { piece, opens }: NextStep & { is: 'open' }): Promise<RunStep> {
  const refusal = await openHosts(deps, run, { from: piece.from, to: opens });
  if (!refusal) {
    return { type: 'intended', data: { ...intent(1, deps.now(), deps.waits), hosts: piece, opens } };
  }
  return mayPass(refusal)
    ? pause(deps, run, { why: 'refused', refusal })
    : { type: 'stopped', data: { why: 'refused', refusal } };
}

/** As long as an approval may be waited for: after that, what was decided was decided for another situation. */
export function pause(
  deps: Pick<TendDeps, 'now'>,
  { story }: ReadRun,
  data: { why: PauseReason; refusal?: Refusal },
): RunStep {
  const window = (story.plan?.expiresAt ?? 0) - story.at;
  return { type: 'paused', data: { ...data, until: deps.now() + window } };
}
