import { REMIT } from '../domain/actor.ts';
import { HOUR, type Instant } from '../domain/instant.ts';
import { covered } from '../domain/run/except.ts';
import { firstStep, mayBeHeld } from '../domain/run/next-step.ts';
import { moved, type Plan } from '../domain/run/plan.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import { hostsOf, type Piece } from '../domain/run/sends.ts';
import type { RunState } from '../domain/run/state.ts';
import { LATEST } from '../domain/schedule/timing.ts';
import { appendStep, type ReadRun } from './append-run.ts';
import { approversNow, lost, refuseApprovers, refuseGivers } from './approvers-now.ts';
import { refuseAccount, refuseHosts } from './check-world.ts';
import type { TendDeps } from './deps.ts';
import { decide, findCommand } from './explain.ts';
import { releaseLocks, takeLocks } from './hold-hosts.ts';
import { readUndoing } from './undo.ts';
import type { Waits } from './waits.ts';

/**
 * Decides again, at the moment that counts, then locks the hosts and puts the intent to send on record. Whatever moved
 * since the approval ends the run here: nothing was sent.
 */
export async function dispatch(deps: TendDeps, run: ReadRun): Promise<undefined> {
  const { plan } = run.story;
  if (!plan) throw new Error(`run ${run.story.id} is approved without a plan`);
  const { piece, opens } = firstStep(plan);
  const refusal = await openHosts(deps, run, { from: 0, to: opens });
  const at = deps.now();
  const whole = piece.to === plan.hosts.length;
  const step = refusal
    ? ({ type: 'halted', data: { refusal } } as const)
    : ({
        type: 'intended',
        data: { ...intent(1, at, deps.waits), ...(whole ? {} : { hosts: piece, opens }) },
      } as const);
  const after = await appendStep(deps.ledger, run, { step, by: REMIT, at });
  if (!after && !refusal) await releaseIfOver(deps, run);
}

/** Decides again for these hosts of the plan, whose turn it is, and holds them; says why not. */
export async function openHosts(deps: TendDeps, run: ReadRun, piece: Piece): Promise<Refusal | undefined> {
  const { plan, state } = run.story;
  if (!plan || !('approvals' in state)) throw new Error(`run ${run.story.id} is approved without a plan`);
  const turn = { ...plan, hosts: hostsOf(run.story, piece) };
  return (await decideAgain(deps, run, { plan, turn, state })) ?? (await lock(deps, run, turn));
}

/** A run in steps began on its approval in time; after a day more, it is of another situation. */
const LATER_WAVES = 24 * HOUR;

type Intent = { attempt: number; intentAt: Instant; notAfter: Instant };

export function intent(attempt: number, intentAt: Instant, waits: Waits): Intent {
  return { attempt, intentAt, notAfter: intentAt + waits.send };
}

type Approved = Pick<Extract<RunState, { is: 'approved' }>, 'approvals' | 'wants' | 'from' | 'needs'>;

async function decideAgain(
  deps: TendDeps,
  { story }: ReadRun,
  { plan, turn, state }: { plan: Plan; turn: Plan; state: Approved },
): Promise<Refusal | undefined> {
  const { command, place } = story.asked;
  const open = plan.start ? plan.start.at + LATEST : plan.expiresAt;
  const last = story.sends.length === 0 ? open : open + LATER_WAVES;
  if (deps.now() >= last) return { reason: 'stale', asked: story.at };
  const definition = findCommand(deps.commands, command);
  const [undoing, records, account, hosts, approvers, givers] = await Promise.all([
    readUndoing(deps, story, deps.now()),
    deps.records(story.by),
    refuseAccount(deps.chat, story.by, place.team),
    refuseHosts(deps.hosts, turn),
    approversNow(deps, state.approvals),
    refuseGivers(deps, story),
  ]);
  const rights = refuseApprovers(state, approvers, { now: deps.now(), requester: records.person });
  const refusal = account ?? rights ?? givers ?? hosts;
  if (refusal) return refusal;
  if (!undoing.ok) return undoing.error;
  const again = await decide(deps, {
    actor: story.by,
    command,
    definition,
    records,
    now: deps.now(),
    expiresAt: plan.expiresAt,
    start: plan.start,
    undoing: undoing.value,
    passing: { excepted: covered(story), unstaged: plan.exception !== undefined },
    ...(story.cleared && { unlisted: 'awaits-word' as const }),
  });
  if (!again.ok) return again.error.reason === 'no-role' ? lost('requester', story.by) : again.error;
  return again.value.digest === plan.digest ? undefined : { reason: 'moved', what: moved(plan, again.value) };
}

async function lock(deps: TendDeps, run: ReadRun, plan: Plan): Promise<Refusal | undefined> {
  if (plan.risk === 'read') return undefined;
  return takeLocks(deps, plan, run.story.id);
}

/** Somebody ended the run while its hosts were being locked: nobody else would free them. */
export async function releaseIfOver(deps: TendDeps, run: ReadRun): Promise<void> {
  await releaseLocks(deps, mayBeHeld(run.story), run.story.id, { unlessRunning: true });
}
