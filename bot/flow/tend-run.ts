import { REMIT } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import {
  isTerminal,
  type PausedRun,
  type RunningRun,
  type UnconfirmedRun,
  type WaitingRun,
} from '../domain/run/state.ts';
import type { StoredEvent } from '../ports/ledger.ts';
import { appendStep, type ReadRun, readRun } from './append-run.ts';
import { askApprovers } from './ask-approvers.ts';
import { atItsTime } from './at-its-time.ts';
import { attachPlan } from './attach-plan.ts';
import { tellOfBreakGlass } from './break-glass.ts';
import { conclude, freeHosts } from './conclude.ts';
import { runId } from './decode.ts';
import type { TendDeps } from './deps.ts';
import { dispatch } from './dispatch.ts';
import { prepareSafety } from './escalation/prepare.ts';
import { expire } from './expire.ts';
import { tellRun } from './incident/tell-run.ts';
import { sendKeep } from './keep.ts';
import { lookAtHosts } from './look-at-hosts.ts';
import { planAsked } from './plan-asked.ts';
import { send, sendOvertaken } from './send.ts';
import { showCard, showLive } from './show-card.ts';
import { showDirectly } from './show-directly.ts';
import { together } from './together.ts';
import { logRun } from './tracked/log-run.ts';
import { withLog } from './tracked/with-log.ts';
import { tellVendorOfRun } from './vendor/tell-of-run.ts';

/** What the state of a run asks for. Returns when to look again, if nothing else will happen by itself. */
export async function tendRun(deps: TendDeps, head: StoredEvent, first: boolean): Promise<Instant | undefined> {
  const run = await readRun(deps.ledger, runId(head.stream));
  if (!run) return undefined;
  if (run.head.seq !== head.seq) return first ? sendOvertaken(deps, run, head) : undefined;
  const log = { of: head.stream, written: logRun(deps, run), last: isTerminal(run.story.state) };
  const told = together(tellRun(deps, run), tellVendorOfRun(deps, run.story));
  return together(told, withLog(deps, byState(deps, run, first), log));
}

async function byState(deps: TendDeps, run: ReadRun, first: boolean): Promise<Instant | undefined> {
  const { state } = run.story;
  switch (state.is) {
    case 'asked':
      return planAsked(deps, run);
    case 'unconfirmed':
      return awaitWord(deps, run, { state, first });
    case 'waiting':
      return deps.now() >= state.expiresAt ? expire(deps, run) : awaitApproval(deps, run, { state, first });
    case 'approved':
      return together(showEverywhere(deps, run, { first }), dispatch(deps, run));
    case 'scheduled':
      return together(showDirectly(deps, run), atItsTime(deps, run, { state, first }));
    case 'sending':
      return send(deps, run, { first });
    case 'keeping':
      return together(showCard(deps, run, { first }), sendKeep(deps, run, { state, first }));
    case 'running':
      return live(deps, run, { state, first });
    case 'paused':
      return awaitResume(deps, run, { state, first });
    case 'refused':
    case 'denied':
    case 'expired':
    case 'cancelled':
    case 'halted':
    case 'finished':
      return conclude(deps, run, { first });
    default:
      return state satisfies never;
  }
}

/** The request to the vendor first, then the card that names it. */
async function awaitWord(
  deps: TendDeps,
  run: ReadRun,
  { state, first }: { state: UnconfirmedRun; first: boolean },
): Promise<Instant | undefined> {
  if (deps.now() >= state.expiresAt) return expire(deps, run);
  if (state.request !== undefined) return shown(deps, run, state.wakeAt, first);
  if (!run.story.plan) throw new Error(`run ${state.id} waits for a word about no plan`);
  const request = await prepareSafety(deps, run, run.story.plan);
  await appendStep(deps.ledger, run, { step: { type: 'linked', data: { request } }, by: REMIT, at: deps.now() });
  return undefined;
}

/** Hosts whose turn is over are free for others meanwhile: to be repaired, above all. */
async function awaitResume(
  deps: TendDeps,
  run: ReadRun,
  { state, first }: { state: PausedRun; first: boolean },
): Promise<Instant | undefined> {
  await freeHosts(deps, run.story);
  if (deps.now() < state.wakeAt) return shown(deps, run, state.wakeAt, first);
  const step = { type: 'stopped', data: { why: 'expired' } } as const;
  await appendStep(deps.ledger, run, { step, by: REMIT, at: deps.now() });
  return undefined;
}

/** The card first: who is asked directly finds it in the channel too. */
async function awaitApproval(
  deps: TendDeps,
  run: ReadRun,
  { state, first }: { state: WaitingRun; first: boolean },
): Promise<Instant> {
  await shownWithPlan(deps, run, first);
  return askApprovers(deps, run, state);
}

/** Nothing may be pressed any more, on the card and where people were asked directly. */
async function showEverywhere(deps: TendDeps, run: ReadRun, { first }: { first: boolean }): Promise<void> {
  await shownWithPlan(deps, run, first);
  if (run.story.plan?.approval !== 'none') await showDirectly(deps, run);
  await tellOfBreakGlass(deps, run);
}

async function shown(deps: TendDeps, run: ReadRun, wakeAt: Instant, first: boolean): Promise<Instant> {
  await shownWithPlan(deps, run, first);
  return wakeAt;
}

async function shownWithPlan(deps: TendDeps, run: ReadRun, first: boolean): Promise<void> {
  await showCard(deps, run, { first });
  await attachPlan(deps, run);
}

/**
 * The card of many hosts is not edited for each event: what it does not show now it shows when it may. That alone is no
 * reason to ask SSM.
 */
async function live(
  deps: TendDeps,
  run: ReadRun,
  { state, first }: { state: RunningRun; first: boolean },
): Promise<Instant | undefined> {
  let again: Instant | undefined;
  const show = async () => {
    await tellOfBreakGlass(deps, run);
    if (state.hosts === 1) return showCard(deps, run, { first });
    again = await showLive(deps, run);
  };
  const pollAt = run.head.at + deps.waits.poll;
  const early = !first && deps.now() < pollAt;
  const wakeAt = await together(show(), lookAtHosts(deps, run, { state, first: first || early }));
  if (wakeAt === undefined) return undefined;
  return Math.min(early ? pollAt : wakeAt, again ?? wakeAt);
}
