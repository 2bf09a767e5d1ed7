import { REMIT } from '../domain/actor.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { roundOf, silent } from '../domain/run/keep.ts';
import { type HostOutcome, isOver } from '../domain/run/outcome.ts';
import type { RunningRun } from '../domain/run/state.ts';
import { appendStep, type ReadRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';
import { intendToKeep } from './keep.ts';
import { report } from './report.ts';

/**
 * While a run is on its hosts: passes a cancel on, has what is guarded kept, asks SSM when its events are late, and gives
 * up in the end.
 *
 * A host may be faster than the record of the send: what SSM said of it until then named no run that is on its hosts, and
 * does not come again. So SSM is asked once as soon as the send is on record.
 */
export async function lookAtHosts(
  deps: TendDeps,
  run: ReadRun,
  { state, first }: { state: RunningRun; first: boolean },
): Promise<Instant | undefined> {
  if (state.cancelRequested) await deps.hosts.cancel(state.commandId);
  if (await intendToKeep(deps, run, state)) return undefined;
  const isNews = run.head.type === 'sent' || run.head.type === 'keep-sent' || state.cancelRequested;
  if (first && !isNews) return deps.now() + deps.waits.poll;
  if (await reportAll(deps, run, state)) return undefined;
  const outcomes = givenUp(deps, run, state);
  if (outcomes.length === 0) return deps.now() + deps.waits.poll;
  await appendStep(deps.ledger, run, { step: { type: 'progressed', data: { outcomes } }, by: REMIT, at: deps.now() });
  return undefined;
}

/** Asks after the command, and after each round in which hosts were told to keep it and have not answered. */
async function reportAll(deps: TendDeps, { story }: ReadRun, state: RunningRun): Promise<boolean> {
  const open = story.keeps.filter(({ hosts }) => hosts.some((host) => story.outcomes.get(host)?.status === 'applied'));
  let news = false;
  for (const commandId of [state.commandId, ...open.flatMap((keep) => keep.commandId ?? [])]) {
    news = (await report(deps, commandId)) || news;
  }
  return news;
}

/** The hosts of which nobody expects an answer any more. */
function givenUp({ now, waits }: TendDeps, { story }: ReadRun, state: RunningRun): HostOutcome[] {
  const end = state.notAfter + (story.plan?.timeoutSeconds ?? 0) * SECOND + waits.late;
  return [...story.outcomes.values()].flatMap((outcome) => {
    if (isOver(outcome.status)) return [];
    if (outcome.status !== 'applied') return now() < end ? [] : [lost(outcome)];
    return now() < (roundOf(story, outcome.host)?.notAfter ?? end) + waits.late ? [] : [silent(outcome)];
  });
}

function lost(outcome: HostOutcome): HostOutcome {
  return { ...outcome, status: 'unknown', detail: 'SSM gave no result in time: it may have run' };
}
