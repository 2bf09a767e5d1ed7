import { REMIT } from '../domain/actor.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { isOver } from '../domain/run/outcome.ts';
import type { RunningRun } from '../domain/run/state.ts';
import { appendStep, type ReadRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';
import { report } from './report.ts';

/**
 * While a run is on its hosts: passes a cancel on, asks SSM when its events are late, and gives up in the end.
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
  const isNews = run.head.type === 'sent' || state.cancelRequested;
  if (first && !isNews) return deps.now() + deps.waits.poll;
  const news = await report(deps, state.commandId);
  if (news) return undefined;
  if (deps.now() < state.notAfter + timeout(run) + deps.waits.late) return deps.now() + deps.waits.poll;
  const outcomes = [...run.story.outcomes.values()]
    .filter(({ status }) => !isOver(status))
    .map((outcome) => ({
      ...outcome,
      status: 'unknown' as const,
      detail: 'SSM gave no result in time: it may have run',
    }));
  await appendStep(deps.ledger, run, { step: { type: 'progressed', data: { outcomes } }, by: REMIT, at: deps.now() });
  return undefined;
}

function timeout({ story }: ReadRun): number {
  return (story.plan?.timeoutSeconds ?? 0) * SECOND;
}
