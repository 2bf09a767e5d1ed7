import { REMIT } from '../../domain/actor.ts';
import type { EscalationStep } from '../../domain/escalation/event.ts';
import type { Instant } from '../../domain/instant.ts';
import type { RunStep } from '../../domain/run/event.ts';
import { appendStep, readRun } from '../append-run.ts';
import { askBudgetHolders } from '../budget/ask-budget-holders.ts';
import { settleCosts } from '../budget/settle-budget.ts';
import { askAgain } from '../deployment/ask-again.ts';
import { moveDeployment } from '../deployment/move-deployment.ts';
import type { TendDeps } from '../deps.ts';
import { showAgain, showCard } from '../show-card.ts';
import { outlastTarget } from '../vendor/outlast.ts';
import { remindVendor } from '../vendor/remind-vendor.ts';
import { appendEscalation, type ReadEscalation } from './append-escalation.ts';
import { askOwners } from './ask-owners.ts';
import { sendAtOnce } from './send-at-once.ts';
import { tellOurs } from './tell-ours.ts';
import { tellVendor } from './tell-vendor.ts';
import { withdrawIfOver } from './withdraw-if-over.ts';

/** A lost append means that the run moved in the same moment; each round decides anew on what is there. */
const ROUNDS = 8;

/** Does what the head of a request to a vendor asks for, once. Returns when to look again. */
export async function tendEscalation(
  deps: TendDeps,
  read: ReadEscalation,
  { first }: { first: boolean },
): Promise<Instant | undefined> {
  const { state } = read.story;
  await settleCosts(deps, read.story);
  switch (state.is) {
    case 'prepared':
    case 'sent':
    case 'estimated':
    case 'offered':
    case 'accepted':
      return wait(deps, read, { first, wakeAt: state.wakeAt });
    case 'safe':
    case 'unsafe':
    case 'safe-if':
    case 'withdrawn':
    case 'expired':
    case 'declined':
    case 'too-dear':
    case 'done':
      await moveRun(deps, read);
      await moveDeployment(deps, read.story);
      return conclude(deps, read, { first });
    default:
      return state satisfies never;
  }
}

async function wait(deps: TendDeps, read: ReadEscalation, { first, wakeAt }: { first: boolean; wakeAt: Instant }) {
  if (deps.now() >= wakeAt) {
    const step: EscalationStep = { type: 'expired', data: {} };
    await appendEscalation(deps.ledger, read, { step, by: REMIT, at: deps.now() });
    return undefined;
  }
  if ((await withdrawIfOver(deps, read)) || (await sendAtOnce(deps, read))) return undefined;
  await askAgain(deps, read.story);
  if (await outlastTarget(deps, read)) return undefined;
  const again = await showBoth(deps, read, { first });
  const reminds = await remindVendor(deps, read);
  return Math.min(wakeAt, again ?? wakeAt, reminds ?? wakeAt);
}

/** Theirs first: ours says how it went. Trouble with theirs is no reason not to show ours. Returns when to try theirs again. */
async function showBoth(deps: TendDeps, read: ReadEscalation, { first }: { first: boolean }) {
  const [theirs] = await Promise.allSettled([tellVendor(deps, read, { first })]);
  await showCard(deps, read, { first });
  await tellOurs(deps, read);
  await askBudgetHolders(deps, read);
  await askOwners(deps, read);
  if (theirs.status === 'rejected') throw theirs.reason;
  if (theirs.value.moved) await showAgain(deps, read);
  return theirs.value.wakeAt;
}

/**
 * Takes the vendor's word to the run that waits for it, as long as it is the plan that the word is about. A run that has gone on
 * needs nothing: whoever comes after a crash finds it so.
 */
async function moveRun(deps: TendDeps, { story }: ReadEscalation): Promise<void> {
  const { run: id, kind, digest } = story.state;
  const step = kind === 'safety' ? stepOf(story) : undefined;
  if (!step || id === undefined) return;
  const { by } = story.answered ?? story.ended ?? { by: REMIT };
  for (let round = 0; round < ROUNDS; round += 1) {
    const run = await readRun(deps.ledger, id);
    if (run?.story.state.is !== 'unconfirmed' || run.story.state.digest !== digest) return;
    if (await appendStep(deps.ledger, run, { step, by, at: deps.now() })) return;
  }
  throw new Error(`run ${id} changed ${ROUNDS} times while it was told of request ${story.id}`);
}

/** A request that expired says nothing: its run has the same end and comes to it by itself. */
function stepOf({ id, state, answered, ended }: ReadEscalation['story']): RunStep | undefined {
  if (state.is === 'withdrawn' || state.is === 'declined')
    return { type: 'cancelled', data: ended?.because ? { because: ended.because } : {} };
  if (!answered) return undefined;
  const { word, because, condition, by, heard } = answered;
  if (word === 'unsafe') return { type: 'refused', data: { refusal: { reason: 'unsafe', request: id, because } } };
  const said = condition === undefined ? {} : { condition };
  return { type: 'cleared', data: { request: id, because, by, heard, ...said } };
}

/** The request is over: the cards say how. Returns when to try theirs again. */
function conclude(deps: TendDeps, read: ReadEscalation, { first }: { first: boolean }): Promise<Instant | undefined> {
  return showBoth(deps, read, { first });
}
