import { REMIT } from '../domain/actor.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { shardOf } from '../domain/ledger/name.ts';
import type { RunStep } from '../domain/run/event.ts';
import { nextStep } from '../domain/run/next-step.ts';
import type { ChatBusy } from '../ports/chat.ts';
import type { StoredEvent } from '../ports/ledger.ts';
import { TrackerBusy } from '../ports/tracker.ts';
import { pause } from './advance.ts';
import { appendStep, type ReadRun, readRun } from './append-run.ts';
import { runId } from './decode.ts';
import type { TendDeps } from './deps.ts';

/** The work on a head until `until`. `first`: nobody was at it before. */
export type Claim = { until: Instant; first: boolean };

/**
 * What Slack or the tracker did not answer it may still do. When the run has gone on meanwhile, the claim is left to run out, as a dead
 * worker's is: the card is looked after then.
 */
export async function afterBusy(
  deps: TendDeps,
  head: StoredEvent,
  { claim, error }: { claim: Claim; error: ChatBusy | TrackerBusy },
): Promise<void> {
  const isTracker = error instanceof TrackerBusy;
  const why = isTracker ? `tracker-${error.why}` : 'slack-busy';
  const wait = Math.max(error.retryAfter, 2 * SECOND) + (isTracker ? 0 : apart(head));
  const newest = await deps.ledger.head(head.stream);
  if (newest?.seq === head.seq) await tryAgain(deps, head, { claim, wait, why });
  else deps.log('warn', why, { stream: head.stream, seq: head.seq });
}

/** Slack takes one message a second in a channel: of many streams that it turned away together, not all come back together. */
const SLOTS = 4;

function apart({ stream }: StoredEvent): number {
  return (shardOf(stream) % SLOTS) * SECOND;
}

async function tryAgain(
  { ledger, log, now, soon }: TendDeps,
  head: StoredEvent,
  { claim, wait, why, failed }: { claim: Claim; wait: number; why: string; failed?: true },
): Promise<void> {
  log('warn', why, { stream: head.stream, seq: head.seq, wait });
  await ledger.finish(head, { claimed: claim.until, wakeAt: now() + wait, ...(failed ? { failed } : {}) });
  await soon(head.stream, Math.ceil(wait / SECOND));
}

/** The first wait after a fault; each further one is twice as long, the eighth try about ten minutes after the first. */
const FIRST_WAIT = 5 * SECOND;
/** The eighth parks an event. */
const TRIES = 8;
/**
 * Tries after which a run that was not sent ends: nobody has decided on a request yet, an approval is worth waiting. One on its
 * hosts that cannot go on waits for somebody.
 */
const GIVE_UP = new Map<string, number>([
  ['asked', 4],
  ['approved', 5],
  ['running', 6],
]);

function givenUp(deps: TendDeps, run: ReadRun): RunStep | undefined {
  const refusal = { reason: 'fault' } as const;
  const { state } = run.story;
  if (state.is === 'asked') return { type: 'refused', data: { refusal } };
  if (state.is === 'approved') return { type: 'halted', data: { refusal } };
  const opens = state.is === 'running' && nextStep(run.story, state).is === 'open';
  return opens ? pause(deps, run, { why: 'refused', refusal }) : undefined;
}

/**
 * A fault that is none of Slack's "not now". Before anything was sent, the run ends after some tries and says so, rather
 * than keep the requester waiting for a service that does not answer. Later only looking again helps, until it is parked.
 */
export async function afterFault(
  deps: TendDeps,
  head: StoredEvent,
  { claim, error }: { claim: Claim; error: unknown },
): Promise<void> {
  const { stream, seq, tries = 0 } = head;
  deps.log('error', 'fault', {
    stream,
    seq,
    tries,
    error: error instanceof Error ? `${error.name}: ${error.message}` : '?',
  });
  const run = stream.startsWith('run#') ? await readRun(deps.ledger, runId(stream)) : undefined;
  const is = run?.head.seq === seq ? run.story.state.is : undefined;
  const step = run && tries + 1 >= (GIVE_UP.get(is ?? '') ?? TRIES) ? givenUp(deps, run) : undefined;
  if (run && step) await appendStep(deps.ledger, run, { step, by: REMIT, at: deps.now() });
  await tryAgain(deps, head, { claim, wait: FIRST_WAIT * 2 ** tries, why: 'try-again', failed: true });
}
